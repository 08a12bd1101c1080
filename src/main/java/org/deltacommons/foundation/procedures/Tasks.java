package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Assignees.Assignee;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What can be done about a case without moving it: hurry it, hand it on, stop its clock, write a
/// message.
public final class Tasks {

    /// What somebody may do about a task now.
    public enum Handling {
        URGE,
        ASSIGN,
        PAUSE,
        RESUME
    }

    private static final int TEXT_LENGTH_MAX = 2_000;

    private final GroupLane lane;
    private final Records records;
    private final Refusals refusals;
    private final Assignees assignees;

    Tasks(GroupLane lane, Records records, Refusals refusals, Assignees assignees) {
        this.lane = lane;
        this.records = records;
        this.refusals = refusals;
        this.assignees = assignees;
    }

    public Optional<Task> of(Case subject) {
        return records.find(Task.class, Task.idOf(subject));
    }

    /// As [#of(Case)], asked with other questions.
    public static Supplier<Optional<Task>> of(Id<? extends Case> subject, Together together) {
        Supplier<Optional<Versioned<Task>>> found =
                together.versioned(Task.class, Task.idOf(subject));
        return () -> found.get().map(Versioned::row);
    }

    /// What the page offers; whether it is too early to urge again is only said to who tries.
    public <C extends Case> Set<Handling> possible(
            Procedure<C> procedure, C subject, Task task, Actor actor) {
        Set<Handling> possible = EnumSet.noneOf(Handling.class);
        if (mayUrge(procedure, subject, actor) && !task.next().isEmpty()) {
            possible.add(Handling.URGE);
        }
        if (isNext(procedure, subject, actor) && !candidates(procedure, subject).isEmpty()) {
            possible.add(Handling.ASSIGN);
        }
        if (mayPause(procedure, subject, actor) && task.due() != null) {
            possible.add(task.pausedSince() == null ? Handling.PAUSE : Handling.RESUME);
        }
        return possible;
    }

    /// Asks whoever is next to hurry (催办): for those whose case it is, once a working day.
    public <C extends Case> Outcome<Moved> urge(
            Procedure<C> procedure, Id<C> id, Actor actor, @Nullable String key) {
        return about(
                procedure,
                id,
                "urge",
                Map.of(),
                actor,
                key,
                (subject, rows) -> {
                    Task task = rows.get(Task.class, Task.idOf(subject));
                    if (!mayUrge(procedure, subject, actor)) {
                        return Outcome.refused(ProcedureReason.FORBIDDEN);
                    }
                    if (!task.open() || task.next().isEmpty()) {
                        return Outcome.refused(ProcedureReason.NOBODY_TO_URGE);
                    }
                    Instant last = task.urgedAt();
                    if (last != null && !days(subject, rows).isAnotherDay(last, rows.now())) {
                        return Outcome.refused(ProcedureReason.URGED_TOO_MANY);
                    }
                    Task urged = task.urgedOnce(rows.now());
                    return told(
                            subject,
                            urged,
                            new TaskUrged(
                                    procedure.name(),
                                    id.value(),
                                    subject.toldTitle(),
                                    urged.next(),
                                    urged.urged()));
                });
    }

    /// Hands a task to one person among those who may do it (转办), or back to all of them.
    ///
    /// @param person the person's id; empty for all
    public <C extends Case> Outcome<Moved> assign(
            Procedure<C> procedure,
            Id<C> id,
            String person,
            String note,
            Actor actor,
            @Nullable String key) {
        return about(
                procedure,
                id,
                "assign",
                Map.of("person", person, "note", note),
                actor,
                key,
                (subject, rows) -> {
                    Task task = rows.get(Task.class, Task.idOf(subject));
                    if (!isNext(procedure, subject, actor)) {
                        return Outcome.refused(ProcedureReason.FORBIDDEN);
                    }
                    if (!person.isEmpty()
                            && candidates(procedure, subject).stream()
                                    .noneMatch(one -> one.id().equals(person))) {
                        return Outcome.refused(ProcedureReason.ASSIGNEE_INVALID);
                    }
                    return told(
                            subject,
                            task.assignedTo(person.isEmpty() ? null : person),
                            new TaskAssigned(
                                    procedure.name(),
                                    id.value(),
                                    subject.toldTitle(),
                                    person,
                                    note));
                });
    }

    /// Stops the clock of the deadline: for officials who are next and wait for something outside
    /// the case. A deadline that ends a case by itself never stops.
    public <C extends Case> Outcome<Moved> pause(
            Procedure<C> procedure, Id<C> id, String note, Actor actor, @Nullable String key) {
        return about(
                procedure,
                id,
                "pause",
                Map.of("note", note),
                actor,
                key,
                (subject, rows) -> {
                    Task task = rows.get(Task.class, Task.idOf(subject));
                    if (!mayPause(procedure, subject, actor)) {
                        return Outcome.refused(ProcedureReason.FORBIDDEN);
                    }
                    if (task.due() == null || task.isLate(rows.now())) {
                        return Outcome.refused(ProcedureReason.NOT_PAUSABLE);
                    }
                    if (task.pausedSince() != null) {
                        return Outcome.refused(ProcedureReason.PAUSED_ALREADY);
                    }
                    return told(
                            subject,
                            task.paused(rows.now()),
                            new TaskPaused(
                                    procedure.name(),
                                    id.value(),
                                    subject.toldTitle(),
                                    note,
                                    null,
                                    null));
                });
    }

    /// Lets the clock run again; as many working days are left as were left when it stopped.
    public <C extends Case> Outcome<Moved> resume(
            Procedure<C> procedure, Id<C> id, String note, Actor actor, @Nullable String key) {
        return about(
                procedure,
                id,
                "resume",
                Map.of("note", note),
                actor,
                key,
                (subject, rows) -> {
                    Task task = rows.get(Task.class, Task.idOf(subject));
                    if (!mayPause(procedure, subject, actor)) {
                        return Outcome.refused(ProcedureReason.FORBIDDEN);
                    }
                    Instant since = task.pausedSince();
                    Instant old = task.due();
                    if (since == null || old == null) {
                        return Outcome.refused(ProcedureReason.NOT_PAUSED);
                    }
                    Instant due = days(subject, rows).afterPause(since, old, rows.now());
                    return told(
                            subject,
                            task.resumed(due),
                            new TaskResumed(
                                    procedure.name(),
                                    id.value(),
                                    subject.toldTitle(),
                                    note,
                                    due,
                                    null));
                });
    }

    /// Writes a message in a case. It is a fact of the writer's home, so that it crosses the border
    /// like everything else. Where the other side has its own case of the matter, it is told about
    /// that one, too: there they read it and are told of it.
    public <C extends Case> Outcome<Moved> say(
            Procedure<C> procedure, Id<C> id, String text, Actor actor, @Nullable String key) {
        Optional<C> subject = readable(procedure, id, actor);
        if (subject.isEmpty()) {
            return unknown(procedure, id, "messages", actor);
        }
        return noted(
                procedure, id, "messages", actor, said(procedure, subject.get(), text, actor, key));
    }

    private <C extends Case> Outcome<Moved> said(
            Procedure<C> procedure, C subject, String text, Actor actor, @Nullable String key) {
        Optional<String> place =
                procedure.partyOf(actor, subject).flatMap(who -> subject.place(who.side()));
        if (place.isEmpty()) {
            return Outcome.refused(ProcedureReason.FORBIDDEN);
        }
        String words = text.strip();
        if (words.isEmpty() || words.codePointCount(0, words.length()) > TEXT_LENGTH_MAX) {
            return Outcome.refused(ProcedureReason.MESSAGE_INVALID);
        }
        Set<Province> readers = EnumSet.of(subject.home());
        readers.addAll(subject.concerned());
        Moved moved = moved(procedure, subject);
        MessageSent message =
                new MessageSent(
                        procedure.name(),
                        moved.id(),
                        subject.toldTitle(),
                        place.get(),
                        words,
                        null);
        Audience audience = Audience.of(readers);
        List<Fact> told = new ArrayList<>();
        told.add(new Fact(moved.id(), audience, message));
        subject.counterpart()
                .map(other ->
                        new Fact(
                                other.id(),
                                audience,
                                new MessageSent(
                                        other.procedure(),
                                        other.id(),
                                        subject.toldTitle(),
                                        place.get(),
                                        words,
                                        moved.id())))
                .ifPresent(told::add);
        Command<Moved> command =
                Command.of(
                                actor.home(),
                                actor,
                                procedure.name() + ".messages",
                                message,
                                Moved.class)
                        .keyed(key);
        return lane.submit(command, _ -> Outcome.done(Unit.of(moved, told)));
    }

    /// Those to whom the task can be handed.
    public <C extends Case> List<Assignee> candidates(Procedure<C> procedure, C subject) {
        return procedure.state(subject.state()).next().stream()
                .filter(who -> who.role() != Role.SYSTEM)
                .flatMap(who ->
                        subject.place(who.side()).stream()
                                .flatMap(place -> assignees.holders(who.role(), place).stream()))
                .distinct()
                .toList();
    }

    private <C extends Case> Outcome<Moved> about(
            Procedure<C> procedure,
            Id<C> id,
            String verb,
            Object content,
            Actor actor,
            @Nullable String key,
            BiFunction<C, Rows, Outcome<Unit<Moved>>> decision) {
        Optional<C> known = readable(procedure, id, actor);
        if (known.isEmpty()) {
            return unknown(procedure, id, verb, actor);
        }
        Command<Moved> command =
                Command.of(
                                known.get().home(),
                                actor,
                                procedure.name() + "." + verb,
                                Map.of("id", id.value(), "content", content),
                                Moved.class)
                        .keyed(key);
        return noted(
                procedure,
                id,
                verb,
                actor,
                lane.submit(command, rows -> decision.apply(rows.get(procedure.type(), id), rows)));
    }

    private <C extends Case> Optional<C> readable(Procedure<C> procedure, Id<C> id, Actor actor) {
        return records.find(procedure.type(), id).filter(there -> procedure.mayRead(actor, there));
    }

    private <C extends Case> Outcome<Moved> unknown(
            Procedure<C> procedure, Id<C> id, String verb, Actor actor) {
        Reason reason = ProcedureReason.NOT_FOUND;
        return noted(procedure, id, verb, actor, Outcome.refused(reason));
    }

    private Outcome<Moved> noted(
            Procedure<?> procedure, Id<?> id, String verb, Actor actor, Outcome<Moved> outcome) {
        return refusals.noted(actor, procedure.name() + "." + verb, id.value(), outcome);
    }

    private static Outcome<Unit<Moved>> told(Case subject, Task task, Record fact) {
        return Outcome.done(
                Unit.of(
                        new Moved(task.procedure(), subject.id().value(), task.state()),
                        new Put(task),
                        new Fact(subject.id().value(), Audience.of(subject.concerned()), fact)));
    }

    private static Moved moved(Procedure<?> procedure, Case subject) {
        return new Moved(procedure.name(), subject.id().value(), subject.state().name());
    }

    private static WorkingDays days(Case subject, Rows rows) {
        return WorkingDays.of(rows, subject.division().province());
    }

    private static <C extends Case> boolean isNext(Procedure<C> procedure, C subject, Actor actor) {
        return procedure.state(subject.state()).next().stream()
                .anyMatch(who -> who.includes(actor, subject));
    }

    /// Those whose case it is, unless they are next themselves.
    private static <C extends Case> boolean mayUrge(
            Procedure<C> procedure, C subject, Actor actor) {
        return !isNext(procedure, subject, actor)
                && Stream.of(Side.OWNER, Side.FIRM)
                        .flatMap(side -> subject.place(side).stream())
                        .anyMatch(place ->
                                actor.memberships().stream()
                                        .anyMatch(one -> one.reaches(one.role(), place)));
    }

    private static <C extends Case> boolean mayPause(
            Procedure<C> procedure, C subject, Actor actor) {
        StateOf state = procedure.state(subject.state());
        return state.term() != null
                && subject.awaits() == null
                && state.overdueAction() == null
                && state.next().stream()
                        .filter(who -> who.role().scope() == Role.Scope.DIVISION)
                        .anyMatch(who -> who.includes(actor, subject));
    }
}
