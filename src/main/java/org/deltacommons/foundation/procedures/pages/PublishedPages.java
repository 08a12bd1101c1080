package org.deltacommons.foundation.procedures.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// The declared procedures for everybody to read: what may happen, by whom, until when, on what
/// ground.
@Controller
class PublishedPages {

    private final Procedures procedures;
    private final CaseDoors doors;
    private final CaseNames names;
    private final Words words;

    PublishedPages(Procedures procedures, CaseDoors doors, CaseNames names, Words words) {
        this.procedures = procedures;
        this.doors = doors;
        this.names = names;
        this.words = words;
    }

    @GetMapping("/procedures")
    ModelAndView all() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Procedure<?> one : procedures.all()) {
            rows.add(
                    List.of(
                            Cell.link(words.say(one.label()), "/procedures/" + one.name()),
                            Cell.of(openings(one)),
                            Cell.of(one.states().size()),
                            Cell.of(words.say(one.source()))));
        }
        Table table =
                new Table(
                        List.of(
                                Column.of("procedures.name"),
                                Column.of("procedures.opened"),
                                Column.amount("procedures.states"),
                                Column.of("procedures.source")),
                        rows,
                        "procedures.empty");
        return new ModelAndView("procedures/published", "table", table);
    }

    private String openings(Procedure<?> procedure) {
        List<String> verbs = new ArrayList<>();
        for (Opening<?, ?> one : procedure.openings()) {
            if (!one.isSystemOnly()) {
                verbs.add(words.say(one.label()) + words.say("web.colon") + who(one.by()));
            }
        }
        return String.join(words.say("case.and"), verbs);
    }

    @GetMapping("/procedures/{name}")
    ModelAndView one(@PathVariable String name) {
        Procedure<?> procedure = doors.procedure(name);
        return new ModelAndView(
                "procedures/one",
                Map.of(
                        "title",
                        words.say(procedure.label()),
                        "source",
                        words.say(procedure.source()),
                        "diagram",
                        Diagram.of(procedure, words),
                        "sections",
                        List.of(
                                begins(procedure),
                                Section.of("procedures.table", table(procedure))
                                        .introduced(ends(procedure)))));
    }

    private Section begins(Procedure<?> procedure) {
        List<Entry> entries = new ArrayList<>();
        for (Opening<?, ?> one : procedure.openings()) {
            entries.add(Entry.of(one.label(), who(one.by())));
        }
        if (entries.isEmpty()) {
            entries.add(Entry.of("procedures.opened", words.say("procedures.by-fact")));
        }
        return Section.of("procedures.begins", entries);
    }

    /// The states in which it is over.
    private @Nullable String ends(Procedure<?> procedure) {
        List<String> last =
                procedure.states().stream()
                        .filter(StateOf::isFinal)
                        .map(state -> words.say(state.label()))
                        .toList();
        return last.isEmpty()
                ? null
                : words.say("procedures.ends", "states", String.join(words.say("case.and"), last));
    }

    private Table table(Procedure<?> procedure) {
        List<List<Cell>> rows = new ArrayList<>();
        for (StateOf state : procedure.states()) {
            boolean first = true;
            for (ActionOf<?, ?> action : procedure.actions()) {
                if (action.from().contains(state.state())) {
                    rows.add(row(procedure, state, action, first));
                    first = false;
                }
            }
            if (first && !state.isFinal()) {
                rows.add(row(procedure, state, null, true));
            }
        }
        return new Table(
                List.of(
                        Column.of("procedures.state"),
                        Column.of("procedures.action"),
                        Column.of("procedures.who"),
                        Column.of("procedures.to"),
                        Column.of("procedures.term"),
                        Column.of("procedures.lapse")),
                rows,
                "procedures.empty");
    }

    private List<Cell> row(
            Procedure<?> procedure, StateOf state, @Nullable ActionOf<?, ?> action, boolean first) {
        State pill = new State(state.label(), state.tone());
        if (action == null) {
            return List.of(
                    Cell.of(pill),
                    Cell.of(words.say("procedures.waits")),
                    Cell.of(null),
                    Cell.of(null),
                    Cell.of(null),
                    Cell.of(null));
        }
        List<State> to =
                action.to(state.state()).stream()
                        .map(procedure::state)
                        .map(one -> new State(one.label(), one.tone()))
                        .toList();
        return List.of(
                Cell.of(pill),
                Cell.of(words.say(action.label())),
                Cell.of(who(action.by())),
                Cell.of(to),
                Cell.of(first ? term(state) : null),
                Cell.of(first ? lapse(procedure, state) : null));
    }

    private @Nullable String term(StateOf state) {
        String term = state.term();
        return term == null
                ? null
                : words.find("term." + term, Map.of())
                        .orElseGet(() -> words.say("procedures.term.rule"));
    }

    private @Nullable String lapse(Procedure<?> procedure, StateOf state) {
        if (state.term() == null) {
            return null;
        }
        String action = state.overdueAction();
        return action == null
                ? words.say(
                        "procedures.lapse.told",
                        "who",
                        who(
                                java.util.stream.Stream.concat(
                                                state.next().stream(), state.escalateTo().stream())
                                        .distinct()
                                        .toList()))
                : words.say(
                        "procedures.lapse.act",
                        "action",
                        words.say("action." + procedure.name() + "." + action));
    }

    private String who(List<Who> some) {
        return String.join(
                words.say("case.and"), some.stream().map(names::who).distinct().toList());
    }

    /// One declared state, for machines.
    record PublishedState(
            String name,
            String label,
            boolean isFinal,
            List<String> next,
            @Nullable String term,
            @Nullable String overdueAction,
            List<String> escalateTo) {}

    /// One declared action, or one way to begin.
    record PublishedAction(
            String name, String label, List<String> from, List<String> to, List<String> by) {}

    record Published(
            String name,
            String label,
            String source,
            List<PublishedState> states,
            List<PublishedAction> openings,
            List<PublishedAction> actions) {}

    record AllPublished(List<Published> items, @Nullable String next, long total) {}

    @GetMapping("/api/v1/procedures")
    @ResponseBody
    AllPublished published() {
        List<Published> items = new ArrayList<>();
        for (Procedure<?> one : procedures.all()) {
            items.add(published(one));
        }
        return new AllPublished(items, null, items.size());
    }

    @GetMapping("/api/v1/procedures/{name}")
    @ResponseBody
    Published published(@PathVariable String name) {
        return published(doors.procedure(name));
    }

    private Published published(Procedure<?> procedure) {
        List<PublishedAction> openings = new ArrayList<>();
        for (Opening<?, ?> one : procedure.openings()) {
            openings.add(
                    new PublishedAction(
                            one.name(),
                            words.say(one.label()),
                            List.of(),
                            List.of(),
                            whos(one.by())));
        }
        List<PublishedAction> actions = new ArrayList<>();
        for (ActionOf<?, ?> one : procedure.actions()) {
            actions.add(
                    new PublishedAction(
                            one.name(),
                            words.say(one.label()),
                            one.from().stream().map(Enum::name).toList(),
                            one.to().stream().map(Enum::name).toList(),
                            whos(one.by())));
        }
        return new Published(
                procedure.name(),
                words.say(procedure.label()),
                words.say(procedure.source()),
                procedure.states().stream().map(this::published).toList(),
                openings,
                actions);
    }

    private PublishedState published(StateOf state) {
        return new PublishedState(
                state.name(),
                words.say(state.label()),
                state.isFinal(),
                whos(state.next()),
                state.term(),
                state.overdueAction(),
                whos(state.escalateTo()));
    }

    private static List<String> whos(List<Who> some) {
        return some.stream().map(who -> who.role() + "@" + who.side()).toList();
    }
}
