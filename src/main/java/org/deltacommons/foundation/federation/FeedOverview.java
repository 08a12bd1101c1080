package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The four feeds as this node sees them, for everybody: how far each is signed, who has witnessed
/// it, and what is wrong; with the evidence where a home showed two histories.
@Controller
class FeedOverview {

    private static final int PARKED_SHOWN = 200;

    private final Lane lane;
    private final Feeds feeds;
    private final Trees trees;
    private final Witness witness;
    private final Stops stops;
    private final PeerKeys keys;
    private final Records records;
    private final Clock clock;
    private final Duration deadline;
    private final Words words;

    /// @param deadline after which a head that not enough others have seen is shown as unwitnessed
    FeedOverview(
            Lane lane,
            Feeds feeds,
            Trees trees,
            Witness witness,
            Stops stops,
            PeerKeys keys,
            Records records,
            Clock clock,
            @Value("${delta.feeds.witness-deadline:PT5M}") Duration deadline,
            Words words) {
        this.stops = stops;
        this.keys = keys;
        this.records = records;
        this.clock = clock;
        this.deadline = deadline;
        this.lane = lane;
        this.feeds = feeds;
        this.trees = trees;
        this.witness = witness;
        this.words = words;
    }

    @GetMapping("/feeds")
    ModelAndView all() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Province home : Province.values()) {
            rows.add(lane.hosts(home) ? here(home) : elsewhere(home));
        }
        Table table =
                new Table(
                        List.of(
                                Column.of("feeds.home"),
                                Column.of("feeds.place"),
                                Column.amount("feeds.facts"),
                                Column.amount("feeds.signed"),
                                Column.of("feeds.witnesses"),
                                Column.of("feeds.lag"),
                                Column.of("feeds.state")),
                        rows,
                        "facts.empty");
        return new ModelAndView(
                "feeds",
                Map.of(
                        "table",
                        table,
                        "forks",
                        evidence(),
                        "stops",
                        stopped(),
                        "parked",
                        parked()));
    }

    private List<Cell> here(Province home) {
        Optional<Trees.Head> head = trees.head(home);
        return List.of(
                head.isPresent()
                        ? Cell.link(home, "/feeds/%s/checkpoint".formatted(home.code()))
                        : Cell.of(home),
                Cell.of(words.say("feeds.here")),
                Cell.of(feeds.newest(home)),
                Cell.of(head.map(Trees.Head::size).orElse(0L)),
                witnesses(home),
                Cell.of(null),
                trees.halted(home)
                        .map(halt ->
                                Cell.marked(words.say("feeds.halted." + halt.name()), Mark.WARN))
                        .orElseGet(() -> Cell.marked(words.say("feeds.well"), Mark.MET)));
    }

    private Cell witnesses(Province home) {
        if (!trees.canBeWitnessed()) {
            return Cell.of(words.say("feeds.co-hosted"));
        }
        Optional<Instant> since =
                trees.unwitnessedSince(home)
                        .filter(at -> at.plus(deadline).isBefore(clock.instant()));
        if (since.isPresent()) {
            return Cell.marked(
                    words.say("feeds.unwitnessed.since", "since", since.get()), Mark.WARN);
        }
        return Cell.of(
                trees.witnessedHead(home)
                        .map(head -> words.say("feeds.witnessed", "size", head.size()))
                        .orElseGet(() -> words.say("feeds.unwitnessed")));
    }

    private List<Cell> elsewhere(Province home) {
        long position = feeds.newest(home);
        return List.of(
                Cell.of(home),
                Cell.of(words.say("feeds.elsewhere")),
                Cell.of(position),
                Cell.of(witness.size(home)),
                Cell.of(words.say("feeds.by-us")),
                Cell.of(lag(home, position)),
                state(home));
    }

    private String lag(Province home, long position) {
        Optional<Instant> heard = witness.heads().heard(home);
        if (heard.isEmpty()) {
            return words.say("feeds.lag.unheard");
        }
        return words.say(
                "feeds.lag.of",
                Map.of(
                        "facts",
                        witness.heads().behind(home, position),
                        "seconds",
                        witness.heads().lag(home, position, clock.instant()).toSeconds(),
                        "heard",
                        heard.get()));
    }

    private Cell state(Province home) {
        if (witness.isForked(home)) {
            return Cell.marked(words.say("feeds.forked"), Mark.NOT_MET);
        }
        if (stops.of(home).isPresent()) {
            return Cell.marked(words.say("feeds.stopped"), Mark.NOT_MET);
        }
        if (!keys.has(home)) {
            return Cell.marked(words.say("feeds.keyless"), Mark.WARN);
        }
        return Cell.marked(words.say("feeds.well"), Mark.MET);
    }

    private List<Section> stopped() {
        return stops.open().stream()
                .map(stop ->
                        Section.of(
                                "feeds.stop",
                                Entry.of("feeds.home", stop.home()),
                                Entry.of("feeds.fork.since", stop.since()),
                                Entry.of("feeds.stop.index", stop.index()),
                                Entry.of("feeds.stop.why", words.say("feeds.stop." + stop.why())),
                                Entry.of("feeds.stop.entry", stop.entry()),
                                Entry.of("feeds.stop.note", stop.note()),
                                Entry.of("feeds.stop.proof", stop.proof())))
                .toList();
    }

    /// What the homes here have put aside. Which case it is about is not for everybody.
    private Table parked() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Parked one :
                records.list(Parked.class, "t.open", "t.since DESC", Map.of(), PARKED_SHOWN)) {
            rows.add(
                    List.of(
                            Cell.of(one.home()),
                            Cell.of(one.origin()),
                            Cell.of(one.position()),
                            Cell.of(one.kind()),
                            Cell.of(one.since())));
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("feeds.parked.origin"),
                        Column.amount("feeds.stop.index"),
                        Column.of("facts.kind"),
                        Column.of("feeds.parked.since")),
                rows,
                "feeds.parked.none");
    }

    private List<Section> evidence() {
        return witness.forks().stream()
                .map(fork ->
                        Section.of(
                                "feeds.fork",
                                Entry.of("feeds.home", fork.home()),
                                Entry.of("feeds.fork.since", fork.at()),
                                Entry.of("feeds.fork.first", fork.first()),
                                Entry.of("feeds.fork.second", fork.second())))
                .toList();
    }
}
