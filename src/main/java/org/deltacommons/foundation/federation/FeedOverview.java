package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.ObservedFeed.Support;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The four feeds as this node sees them, for everybody: a drawing of how far each goes, who has
/// witnessed it and who has come how far in it, the same in tables, and what is wrong; with the
/// evidence where a home showed two histories.
@Controller
class FeedOverview {

    /// One feed's drawing with the words beside it.
    ///
    /// @param reach how far it goes and how far it is signed
    /// @param vouched who vouches for it
    /// @param state what is wrong, or that nothing is
    /// @param wide the drawing for a desk
    /// @param narrow the same for a telephone
    record Band(
            Province home, String reach, String vouched, Cell state, String wide, String narrow) {}

    private final Observations observations;
    private final Trees trees;
    private final Witness witness;
    private final Feeds feeds;
    private final Stops stops;
    private final Records records;
    private final Residences residences;
    private final Clock clock;
    private final Words words;

    FeedOverview(
            Observations observations,
            Trees trees,
            Witness witness,
            Feeds feeds,
            Stops stops,
            Records records,
            Residences residences,
            Clock clock,
            Words words) {
        this.observations = observations;
        this.trees = trees;
        this.witness = witness;
        this.feeds = feeds;
        this.stops = stops;
        this.records = records;
        this.residences = residences;
        this.clock = clock;
        this.words = words;
    }

    @GetMapping("/feeds")
    ModelAndView all(Actor actor) {
        List<ObservedFeed> seen = observations.all();
        return new ModelAndView(
                "feeds",
                Map.of(
                        "bands",
                        seen.stream().map(this::band).toList(),
                        "table",
                        table(seen),
                        "readers",
                        readers(seen),
                        "moved",
                        residences.unknown(),
                        "overruns",
                        overruns(),
                        "forks",
                        evidence(),
                        "stops",
                        stopped(),
                        "parked",
                        parked(),
                        "administers",
                        actor.has(Role.SYSTEM_ADMIN)));
    }

    private Band band(ObservedFeed feed) {
        String says = says(feed);
        return new Band(
                feed.home(),
                words.say("feeds.reach", Map.of("size", feed.size(), "signed", feed.signed())),
                vouched(feed),
                state(feed),
                FeedDrawing.of(feed, FeedDrawing.WIDE, says, words),
                FeedDrawing.of(feed, FeedDrawing.NARROW, says, words));
    }

    private String says(ObservedFeed feed) {
        return words.say(
                "feeds.draw.says",
                Map.of(
                        "province",
                        feed.home(),
                        "size",
                        feed.size(),
                        "signed",
                        feed.signed(),
                        "vouched",
                        vouched(feed),
                        "state",
                        words.show(state(feed).value())));
    }

    private String vouched(ObservedFeed feed) {
        return switch (feed.support()) {
            case CO_HOSTED -> words.say("feeds.co-hosted");
            case BY_US -> words.say("feeds.by-us", "size", feed.witnessed());
            case UNWITNESSED ->
                    words.say(
                            "feeds.unwitnessed.since",
                            "since",
                            observations.unwitnessedSince(feed.home()).orElse(null));
            case WITNESSED ->
                    feed.witnessed() == 0
                            ? words.say("feeds.unwitnessed")
                            : words.say(
                                    "feeds.witnessed",
                                    Map.of(
                                            "size",
                                            feed.witnessed(),
                                            "quorum",
                                            observations.quorum()));
        };
    }

    private Table table(List<ObservedFeed> seen) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ObservedFeed feed : seen) {
            rows.add(
                    List.of(
                            feed.here() && feed.signed() > 0
                                    ? Cell.link(
                                            feed.home(),
                                            "/feeds/%s/checkpoint".formatted(feed.home().code()))
                                    : Cell.of(feed.home()),
                            Cell.of(place(feed)),
                            Cell.of(feed.size()),
                            Cell.of(feed.signed()),
                            feed.support() == Support.UNWITNESSED
                                    ? Cell.marked(vouched(feed), Mark.WARN)
                                    : Cell.of(vouched(feed)),
                            Cell.of(seals(feed)),
                            Cell.of(feed.here() ? null : lag(feed.home())),
                            state(feed)));
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("feeds.place"),
                        Column.amount("feeds.facts"),
                        Column.amount("feeds.signed"),
                        Column.of("feeds.witnesses"),
                        Column.of("feeds.seals"),
                        Column.of("feeds.lag"),
                        Column.of("feeds.state")),
                rows,
                "facts.empty");
    }

    private String place(ObservedFeed feed) {
        return residences
                .of(feed.home())
                .map(one ->
                        words.say(
                                "feeds.moved",
                                Map.of("address", one.address(), "since", one.since())))
                .orElseGet(() -> words.say(feed.here() ? "feeds.here" : "feeds.elsewhere"));
    }

    private String seals(ObservedFeed feed) {
        return feed.seals().stream()
                .map(seal ->
                        words.say("feeds.seal", Map.of("province", seal.by(), "size", seal.size())))
                .collect(Collectors.joining(words.say("web.comma")));
    }

    /// Who is behind in which feed here, and by how many facts; those who are up to date are not
    /// worth a line each.
    private Table readers(List<ObservedFeed> seen) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ObservedFeed feed : seen) {
            for (ObservedFeed.Reader reader : feed.readers()) {
                if (reader.behind() > 0) {
                    rows.add(
                            List.of(
                                    Cell.of(feed.home()),
                                    Cell.of(reader.label()),
                                    Cell.of(reader.behind())));
                }
            }
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("feeds.reader"),
                        Column.amount("feeds.reader.behind")),
                rows,
                "feeds.readers.none");
    }

    private String lag(Province home) {
        Optional<Instant> heard = observations.heard(home);
        if (heard.isEmpty()) {
            return words.say("feeds.lag.unheard");
        }
        long position = feeds.newest(home);
        Duration lag = witness.heads().lag(home, position, clock.instant());
        return words.say(
                "feeds.lag.of",
                Map.of(
                        "facts",
                        witness.heads().behind(home, position),
                        "seconds",
                        lag.toSeconds(),
                        "heard",
                        heard.get()));
    }

    private Cell state(ObservedFeed feed) {
        return switch (feed.trouble()) {
            case NONE -> Cell.marked(words.say("feeds.well"), Mark.MET);
            case FORKED -> Cell.marked(words.say("feeds.forked"), Mark.NOT_MET);
            case STOPPED -> Cell.marked(words.say("feeds.stopped"), Mark.NOT_MET);
            case LEFT -> Cell.marked(words.say("nodes.left"), Mark.NOT_MET);
            case SUSPENDED ->
                    Cell.marked(
                            words.say(
                                    "nodes.suspended",
                                    "since",
                                    observations.closed(feed.home()).orElse(null)),
                            Mark.WARN);
            case MOVED -> Cell.marked(words.say("feeds.strayed"), Mark.WARN);
            case KEYLESS -> Cell.marked(words.say("feeds.keyless"), Mark.WARN);
            case AWAY ->
                    Cell.marked(
                            observations
                                    .heard(feed.home())
                                    .map(at -> words.say("feeds.away", "since", at))
                                    .orElseGet(() -> words.say("feeds.lag.unheard")),
                            Mark.WARN);
            case HALTED ->
                    Cell.marked(
                            words.say(
                                    "feeds.halted."
                                            + trees.halted(feed.home())
                                                    .map(Enum::name)
                                                    .orElse(Trees.Halt.BEHIND.name())),
                            Mark.NOT_MET);
        };
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

    /// What the homes here have put aside. Which case it is about, and what went wrong in the
    /// machine's words, is not for everybody.
    private Table parked() {
        List<List<Cell>> rows = new ArrayList<>();
        for (ParkedPages.Waiting waiting : ParkedPages.waiting(records)) {
            Parked one = waiting.first();
            rows.add(
                    List.of(
                            Cell.of(one.home()),
                            Cell.of(one.origin()),
                            Cell.of(one.position()),
                            Cell.of(one.kind()),
                            Cell.marked(words.say("feeds.parked." + one.why()), Mark.WARN),
                            Cell.of(waiting.later()),
                            Cell.of(one.since())));
        }
        return new Table(
                List.of(
                        Column.of("feeds.home"),
                        Column.of("feeds.parked.origin"),
                        Column.amount("feeds.stop.index"),
                        Column.of("facts.kind"),
                        Column.of("feeds.stop.why"),
                        Column.amount("feeds.parked.later"),
                        Column.of("feeds.parked.since")),
                rows,
                "feeds.parked.none");
    }

    private List<Section> overruns() {
        return witness.overruns().stream()
                .map(one ->
                        Section.of(
                                "feeds.overrun",
                                Entry.of("feeds.home", one.home()),
                                Entry.of("feeds.fork.since", one.at()),
                                Entry.of("feeds.overrun.first", one.first()),
                                Entry.of("feeds.overrun.second", one.second())))
                .toList();
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
