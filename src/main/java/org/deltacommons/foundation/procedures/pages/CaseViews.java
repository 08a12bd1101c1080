package org.deltacommons.foundation.procedures.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CaseOverdue;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.DueCells;
import org.deltacommons.foundation.procedures.FactReceipts;
import org.deltacommons.foundation.procedures.FactsElsewhere;
import org.deltacommons.foundation.procedures.MessageSent;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.TaskAssigned;
import org.deltacommons.foundation.procedures.TaskPaused;
import org.deltacommons.foundation.procedures.TaskResumed;
import org.deltacommons.foundation.procedures.Tasks;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.CaseView;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.DocumentView;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.HistoryEntry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.MessageView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Shell;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Step;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes the page of a case from its declaration, its facts and what modules add.
@Component
class CaseViews {

    private final Records records;
    private final Contributed<FactsElsewhere> elsewhere;
    private final Contributed<FactReceipts> receipts;
    private final CaseParts parts;
    private final CaseActions actions;
    private final Calendars calendars;
    private final CaseNames names;
    private final Titles titles;
    private final Shell shell;
    private final Words words;
    private final Clock clock;

    CaseViews(
            Records records,
            ObjectProvider<FactsElsewhere> elsewhere,
            ObjectProvider<FactReceipts> receipts,
            CaseParts parts,
            CaseActions actions,
            Calendars calendars,
            CaseNames names,
            Titles titles,
            Shell shell,
            Words words,
            Clock clock) {
        this.records = records;
        this.elsewhere = new Contributed<>(elsewhere);
        this.receipts = new Contributed<>(receipts);
        this.parts = parts;
        this.actions = actions;
        this.calendars = calendars;
        this.names = names;
        this.titles = titles;
        this.shell = shell;
        this.words = words;
        this.clock = clock;
    }

    /// What the page asks about a case that may not be there.
    <C extends Case> AskedCase<C> ask(Procedure<C> procedure, Id<C> id) {
        Together together = records.together();
        shell.countWith(together::number);
        List<CasePage<C>> pages = parts.of(procedure.type(), id, together);
        String others = CaseParts.mayGoOnIn(pages);
        return new AskedCase<>(
                procedure,
                id,
                together.versioned(procedure.type(), id),
                Tasks.of(id, together),
                Facts.about(together, id.value()),
                others.isEmpty()
                        ? List::of
                        : Facts.about(together, others, Map.of("id", id.value()), CaseStory.TURNS),
                pages);
    }

    /// @param there what was asked for, and the actor may read
    /// @param tried what was tried just now and refused
    <C extends Case> CaseView view(
            AskedCase<C> asked, Versioned<C> there, Actor actor, @Nullable Tried tried) {
        Procedure<C> procedure = asked.procedure();
        C subject = there.row();
        StateOf state = procedure.state(subject.state());
        boolean inside = procedure.concerns(actor, subject);
        Optional<Task> task = asked.task().get();
        CaseStory story = story(asked, actor);
        String next = next(task);
        Instant due = task.filter(one -> one.pausedSince() == null).map(Task::due).orElse(null);
        if (next == null && !state.isFinal()) {
            CaseStory.Turn turn = turnElsewhere(asked, subject, actor);
            next = turn == null ? null : names.who(turn.next());
            due = turn == null ? due : turn.due();
        }
        Step current = Step.current(state.label(), next, due);
        return CaseView.of(
                        procedure.name(),
                        subject.id().value(),
                        words.written(titles.of(subject)),
                        new State(state.label(), state.tone()),
                        subject.home(),
                        names.owner(subject))
                .withSteps(
                        story.steps(procedure, subject, inside ? names : null, current),
                        next,
                        due,
                        left(subject, due))
                .withSections(task.map(this::about).orElse(List.of()))
                .withSections(CaseParts.sections(asked.pages(), subject, actor))
                .withActions(actions.of(procedure, there, task, actor, tried))
                .withHistory(history(story, subject, inside, CaseActions.path(procedure, subject)))
                .withMessages(
                        inside ? messages(story, actor) : List.of(),
                        procedure.isParty(actor, subject)
                                ? CaseActions.path(procedure, subject) + "/messages"
                                : null)
                .withDocuments(documents(procedure, subject), null)
                .withPanels(CaseParts.panels(asked.pages(), subject, actor))
                .withLedger(CaseParts.ledger(asked.pages(), subject, actor));
    }

    @Nullable Integer left(Case subject, @Nullable Instant due) {
        return due == null
                ? null
                : calendars.days(subject.division().province()).left(clock.instant(), due);
    }

    /// Whose turn it is in the case where this one goes on, as far as the reader's provinces were
    /// told.
    private <C extends Case> CaseStory.@Nullable Turn turnElsewhere(
            AskedCase<C> asked, C subject, Actor actor) {
        Map<String, List<RecordedFact>> here =
                asked.turns().get().stream().collect(Collectors.groupingBy(RecordedFact::subject));
        for (String id : CaseParts.goesOnIn(asked.pages(), subject)) {
            Optional<CaseStory.Turn> turn =
                    story(id, here.getOrDefault(id, List.of()), actor).turn();
            if (turn.isPresent()) {
                return turn.get();
            }
        }
        return null;
    }

    private CaseStory story(AskedCase<?> asked, Actor actor) {
        return story(asked.id().value(), asked.facts().get(), actor);
    }

    /// @param here what the homes hosted here said
    private CaseStory story(String id, List<RecordedFact> here, Actor actor) {
        List<RecordedFact> all =
                Stream.concat(
                                here.stream(),
                                elsewhere.all().stream().flatMap(one -> one.about(id).stream()))
                        .toList();
        return CaseStory.of(all, actor);
    }

    private @Nullable String next(Optional<Task> task) {
        if (task.isEmpty() || task.get().next().isEmpty()) {
            return null;
        }
        String assignee = task.get().assignee();
        return assignee == null ? names.who(task.get().next()) : names.person(assignee);
    }

    /// What was done about the case without moving it.
    private List<Section> about(Task task) {
        List<Entry> entries = new ArrayList<>();
        if (task.isWaitingForAway()) {
            entries.add(
                    Entry.of("case.task.awaits", words.say("worklist.awaits", DueCells.away(task)))
                            .marked(Mark.INFO));
        } else if (task.pausedSince() != null) {
            entries.add(Entry.of("case.task.paused", task.pausedSince()).marked(Mark.INFO));
        }
        if (task.isLate(clock.instant())) {
            entries.add(Entry.of("case.task.late", lastDay(task.due())).marked(Mark.WARN));
        }
        if (task.urged() > 0) {
            entries.add(
                    Entry.of("case.task.urged", words.say("case.task.times", "times", task.urged()))
                            .marked(Mark.INFO));
        }
        return entries.isEmpty() ? List.of() : List.of(Section.of("case.task", entries));
    }

    /// What is due at 24:00 is due that day, not the next.
    private static @Nullable LocalDate lastDay(@Nullable Instant due) {
        return due == null ? null : LocalDate.ofInstant(due.minusNanos(1), WorkingDays.ZONE);
    }

    private List<HistoryEntry> history(CaseStory story, Case subject, boolean inside, String path) {
        return story.events().reversed().stream()
                .filter(one -> inside || one.body() instanceof CaseMoved)
                .map(one -> entry(one, subject, inside, path))
                .toList();
    }

    private HistoryEntry entry(CaseStory.Told one, Case subject, boolean inside, String path) {
        RecordedFact fact = one.fact();
        // Outside it is told which province moved the case, not who there, and not in whose words.
        String who = inside ? names.person(fact.by()) : words.show(fact.origin());
        boolean handedOut =
                inside && receipts.first().filter(all -> all.isKept(fact.origin())).isPresent();
        String reference = fact.origin().code() + "/" + fact.index();
        return new HistoryEntry(
                fact.at(),
                who,
                label(one.body()),
                inside ? note(one, subject) : null,
                handedOut ? words.say("case.history.receipt", "fact", reference) : reference,
                handedOut ? CaseReceipts.address(path, fact) : null);
    }

    private static String label(Record body) {
        return switch (body) {
            case CaseMoved moved -> "action." + moved.procedure() + "." + moved.action();
            case CaseOverdue _ -> "case.history.overdue";
            case TaskAssigned(_, _, _, String assignee, _) ->
                    assignee.isEmpty() ? "case.history.returned" : "case.history.assigned";
            case TaskPaused _ -> "case.pause";
            case TaskResumed _ -> "case.resume";
            default -> "case.urge";
        };
    }

    /// What was written with it, or since when that is erased.
    private @Nullable String note(CaseStory.Told one, Case subject) {
        return Salted.erased(one.fact().body().path("note"))
                .map(at -> words.say("case.history.erased", "at", at))
                .orElseGet(() -> note(one.body(), subject));
    }

    private @Nullable String note(Record body, Case subject) {
        return switch (body) {
            case CaseMoved moved ->
                    moved.note() == null ? null : parts.said(subject, moved.action(), moved.note());
            case CaseOverdue overdue ->
                    words.say("case.history.told", "who", names.who(overdue.told()));
            case TaskAssigned(_, _, _, String assignee, String note) ->
                    assignee.isEmpty()
                            ? note
                            : words.say(
                                    "case.history.to",
                                    Map.of("person", names.person(assignee), "note", note));
            case TaskPaused paused ->
                    paused.awaits() == null || paused.since() == null
                            ? paused.note()
                            : words.say(
                                    "case.history.away",
                                    Map.of("province", paused.awaits(), "since", paused.since()));
            case TaskResumed resumed ->
                    resumed.awaits() == null
                            ? resumed.note()
                            : words.say("case.history.back", "province", resumed.awaits());
            default -> null;
        };
    }

    private List<MessageView> messages(CaseStory story, Actor actor) {
        List<MessageView> said = new ArrayList<>();
        for (CaseStory.Told one : story.messages()) {
            if (one.body() instanceof MessageSent message) {
                boolean mine =
                        actor.memberships().stream()
                                .anyMatch(m -> m.reaches(m.role(), message.place()));
                said.add(
                        new MessageView(
                                names.person(one.fact().by()),
                                names.place(message.place()),
                                one.fact().at(),
                                message.text(),
                                mine,
                                one.fact().origin().code() + "/" + one.fact().index(),
                                Salted.erased(one.fact().body().path("text")).orElse(null)));
            }
        }
        return said;
    }

    private List<DocumentView> documents(Procedure<?> procedure, Case subject) {
        List<DocumentView> documents = new ArrayList<>();
        for (Attachment one : subject.attachments()) {
            documents.add(
                    new DocumentView(
                            words.written(one.name()),
                            "attachment." + one.kind(),
                            "/documents/%s?case=%s/%s"
                                    .formatted(one.hash(), procedure.name(), subject.id().value()),
                            one.bytes(),
                            one.hash(),
                            null,
                            null));
        }
        return documents;
    }
}
