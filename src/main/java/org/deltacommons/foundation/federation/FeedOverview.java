package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The four feeds as this node sees them, for everybody: how far each is signed, who has witnessed
/// it, and what is wrong; with the evidence where a home showed two histories.
@Controller
class FeedOverview {

    private final Lane lane;
    private final Feeds feeds;
    private final Trees trees;
    private final Witness witness;
    private final Words words;

    FeedOverview(Lane lane, Feeds feeds, Trees trees, Witness witness, Words words) {
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
                                Column.of("feeds.state")),
                        rows,
                        "facts.empty");
        return new ModelAndView("feeds", Map.of("table", table, "forks", evidence()));
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
                Cell.of(witnesses(home)),
                trees.halted(home)
                        .map(halt ->
                                Cell.marked(words.say("feeds.halted." + halt.name()), Mark.WARN))
                        .orElseGet(() -> Cell.marked(words.say("feeds.well"), Mark.MET)));
    }

    /// A node that hosts all four has nobody to witness for it.
    private String witnesses(Province home) {
        long coHosted =
                List.of(Province.values()).stream()
                        .filter(other -> other != home && lane.hosts(other))
                        .count();
        if (Province.values().length - 1 - coHosted < Trees.quorum()) {
            return words.say("feeds.co-hosted");
        }
        return trees.witnessedHead(home)
                .map(head -> words.say("feeds.witnessed", "size", head.size()))
                .orElseGet(() -> words.say("feeds.unwitnessed"));
    }

    private List<Cell> elsewhere(Province home) {
        boolean forked = witness.isForked(home);
        return List.of(
                Cell.of(home),
                Cell.of(words.say("feeds.elsewhere")),
                Cell.of(feeds.newest(home)),
                Cell.of(witness.size(home)),
                Cell.of(words.say("feeds.by-us")),
                forked
                        ? Cell.marked(words.say("feeds.forked"), Mark.NOT_MET)
                        : Cell.marked(words.say("feeds.well"), Mark.MET));
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
