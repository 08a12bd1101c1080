package org.deltacommons.foundation.procedures.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.DueCells;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.procedures.Worklist;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.BulkAction;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// What waits for me (待办), what I have done (已办), what I follow (抄送).
@Controller
class WorklistPages {

    private static final int PAGE_SIZE = 50;
    private static final String MOVED = FactKind.Of.kind(CaseMoved.class).value();

    private final Worklist worklist;
    private final Procedures procedures;
    private final Facts facts;
    private final Calendars calendars;
    private final BulkActions bulk;
    private final CaseNames names;
    private final Titles titles;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    WorklistPages(
            Worklist worklist,
            Procedures procedures,
            Facts facts,
            Calendars calendars,
            BulkActions bulk,
            CaseNames names,
            Titles titles,
            Forms forms,
            Words words,
            Clock clock) {
        this.worklist = worklist;
        this.procedures = procedures;
        this.facts = facts;
        this.calendars = calendars;
        this.bulk = bulk;
        this.names = names;
        this.titles = titles;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/worklist")
    ModelAndView waiting(Actor actor, Address address) {
        signedIn(actor);
        Paged<Task> tasks =
                worklist.waiting(actor, narrowed(address), after(address), address.size(PAGE_SIZE));
        List<ActionOf<?, ?>> possible = bulk.possible(tasks.items(), actor);
        Set<String> takeable = bulk.takeable(tasks.items(), possible);
        DueCells due = new DueCells(calendars, words, clock);
        Map<String, String> called = titles.ofTasks(tasks.items());
        ListView view =
                list(address, "worklist.title")
                        .filters(
                                procedure(),
                                Filter.select(
                                        "scope",
                                        "worklist.scope",
                                        List.of(
                                                scope(Worklist.Scope.MINE),
                                                scope(Worklist.Scope.TEAM))),
                                Filter.toggle("overdue", "worklist.overdue"))
                        .columns(
                                ListColumn.of("worklist.case"),
                                ListColumn.of("worklist.procedure"),
                                ListColumn.of("worklist.state"),
                                ListColumn.of("worklist.due"),
                                ListColumn.of("worklist.home"),
                                ListColumn.of("worklist.assignee"))
                        .page(
                                tasks.map(task ->
                                        row(
                                                task,
                                                called,
                                                due,
                                                takeable.contains(task.id().value()))))
                        .bulk(forms.newKey(), buttons(possible))
                        .empty("worklist.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private static List<BulkAction> buttons(List<ActionOf<?, ?>> possible) {
        return possible.stream()
                .map(action ->
                        new BulkAction(
                                action.name(),
                                action.label(),
                                "/worklist/" + action.procedure() + "/" + action.name(),
                                action.primary(),
                                action.dangerous()))
                .toList();
    }

    private RowView row(Task task, Map<String, String> called, DueCells due, boolean takeable) {
        RowView row =
                RowView.of(
                        task.id().value(),
                        CaseActions.path(task.procedure(), task.id().value()),
                        words.written(called.getOrDefault(task.id().value(), "")),
                        words.say("procedure." + task.procedure()),
                        state(task),
                        due.of(task),
                        task.home(),
                        task.assignee() == null
                                ? words.say("worklist.team")
                                : names.person(task.assignee()));
        return takeable ? row : row.fixed();
    }

    private Object state(Task task) {
        Optional<StateOf> state =
                procedures.named(task.procedure()).flatMap(one -> one.state(task.state()));
        return state.<Object>map(one -> new State(one.label(), one.tone())).orElse(task.state());
    }

    @GetMapping("/worklist/done")
    ModelAndView done(Actor actor, Address address) {
        signedIn(actor);
        Instant before = after(address).map(WorklistPages::instant).orElse(Period.ALWAYS.until());
        List<RecordedFact> found = facts.by(actor.id(), MOVED, before, address.size(PAGE_SIZE) + 1);
        Paged<RecordedFact> page =
                Paged.of(
                        found,
                        address.size(PAGE_SIZE),
                        facts.countBy(actor.id(), MOVED),
                        fact -> new Cursor(fact.at().toString(), Long.toString(fact.index())));
        Map<String, String> called =
                titles.ofTold(page.items().stream().map(WorklistPages::told).toList());
        ListView view =
                list(address, "worklist.done")
                        .columns(
                                ListColumn.of("worklist.case"),
                                ListColumn.of("worklist.procedure"),
                                ListColumn.of("worklist.action"),
                                ListColumn.of("worklist.to"),
                                ListColumn.of("worklist.at"))
                        .page(page.map(fact -> done(fact, called)))
                        .empty("worklist.done.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private static Instant instant(Cursor cursor) {
        try {
            return Instant.parse(cursor.key());
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", cursor.key()));
        }
    }

    private static Titles.Told told(RecordedFact fact) {
        CaseMoved moved = Json.heard(fact.body(), CaseMoved.class);
        return new Titles.Told(moved.procedure(), moved.id(), moved.title());
    }

    private RowView done(RecordedFact fact, Map<String, String> called) {
        CaseMoved moved = Json.heard(fact.body(), CaseMoved.class);
        Object to =
                procedures
                        .named(moved.procedure())
                        .flatMap(one -> one.state(moved.to()))
                        .<Object>map(one -> new State(one.label(), one.tone()))
                        .orElse(moved.to());
        return RowView.of(
                        moved.id(),
                        CaseActions.path(moved.procedure(), moved.id()),
                        called.getOrDefault(moved.id(), moved.title()),
                        words.say("procedure." + moved.procedure()),
                        words.say("action." + moved.procedure() + "." + moved.action()),
                        to,
                        fact.at())
                .fixed();
    }

    @GetMapping("/worklist/sent")
    ModelAndView followed(Actor actor, Address address) {
        signedIn(actor);
        DueCells due = new DueCells(calendars, words, clock);
        Paged<Task> tasks =
                worklist.followed(
                        actor,
                        known(address),
                        !address.has("all"),
                        address.has("open"),
                        after(address),
                        address.size(PAGE_SIZE));
        Map<String, String> called = titles.ofTasks(tasks.items());
        ListView view =
                list(address, "worklist.sent")
                        .filters(
                                procedure(),
                                Filter.toggle("open", "worklist.open"),
                                Filter.toggle("all", "worklist.all"))
                        .columns(
                                ListColumn.of("worklist.case"),
                                ListColumn.of("worklist.procedure"),
                                ListColumn.of("worklist.state"),
                                ListColumn.of("worklist.next"),
                                ListColumn.of("worklist.due"),
                                ListColumn.of("worklist.since"))
                        .page(tasks.map(task -> followed(task, called, due)))
                        .empty("worklist.sent.empty")
                        .build();
        return new ModelAndView("list", "view", view);
    }

    private RowView followed(Task task, Map<String, String> called, DueCells due) {
        return RowView.of(
                        task.id().value(),
                        CaseActions.path(task.procedure(), task.id().value()),
                        words.written(called.getOrDefault(task.id().value(), "")),
                        words.say("procedure." + task.procedure()),
                        state(task),
                        names.who(task.next()),
                        due.of(task),
                        task.since())
                .fixed();
    }

    /// The three lists lead to each other.
    private static ListView.Builder list(Address address, String title) {
        ListView.Builder list = ListView.at(address, title);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("worklist.title", "/worklist");
        pages.put("worklist.done", "/worklist/done");
        pages.put("worklist.sent", "/worklist/sent");
        pages.remove(title);
        pages.forEach((label, href) -> list.link(label, href, null));
        return list;
    }

    private static void signedIn(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
    }

    static Worklist.Narrowed narrowed(Address address) {
        Worklist.Scope scope =
                address.first("scope")
                        .filter(text -> text.equals("MINE") || text.equals("TEAM"))
                        .map(Worklist.Scope::valueOf)
                        .orElse(Worklist.Scope.OPEN);
        return new Worklist.Narrowed(known(address), address.has("overdue"), scope);
    }

    private static @org.jspecify.annotations.Nullable String known(Address address) {
        return address.first("procedure").orElse(null);
    }

    private static Optional<Cursor> after(Address address) {
        return Cursor.decode(address.first(Address.AFTER).orElse(null));
    }

    private Option scope(Worklist.Scope scope) {
        return new Option(scope.name(), words.say("worklist.scope." + scope));
    }

    private Filter procedure() {
        List<Option> options = new ArrayList<>();
        for (Procedure<?> one : procedures.all()) {
            options.add(new Option(one.name(), words.say(one.label())));
        }
        return Filter.select("procedure", "worklist.procedure", options);
    }
}
