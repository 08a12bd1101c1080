package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Makes the parts of a move: the case, its line in the worklists, the fact. Pure.
public final class Moving {

    private final Ids ids;
    private final Terms terms;

    public Moving(Ids ids, Terms terms) {
        this.ids = ids;
        this.terms = terms;
    }

    public Deciding deciding(Actor actor, Rows rows) {
        return new Deciding(actor, rows, ids, terms);
    }

    /// What a follower does to a case of its own home: the named action, taken by the system.
    ///
    /// @throws IllegalStateException if the action may not leave this state: then the fact is
    ///   parked
    public <C extends Case, F extends Record> List<Part> bySystem(
            Procedure<C> procedure, C before, String action, F form, Rows rows) {
        ActionOf<C, F> declared = declared(procedure, action, form);
        Deciding on = deciding(Actor.system(rows.home()), rows);
        Outcome<Move<C>> outcome = decide(declared, before, form, on);
        return switch (outcome) {
            case Outcome.Done<Move<C>>(Move<C> move) ->
                    parts(procedure, before, action, move, rows);
            case Outcome.Refused<Move<C>>(Refusal why) ->
                    throw new IllegalStateException(
                            procedure.name() + "." + action + " on " + before.id() + ": " + why);
        };
    }

    /// What a follower does to a case that a fact names: nothing if the case is not at home here,
    /// or has left the states that the action leaves.
    public <C extends Case, F extends Record> List<Part> whereAwaited(
            Procedure<C> procedure, Id<C> id, String action, F form, Rows rows) {
        return rows.find(procedure.type(), id)
                .filter(found -> found.home() == rows.home())
                .filter(found ->
                        procedure.action(action).stream()
                                .anyMatch(declared -> declared.from().contains(found.state())))
                .map(found -> bySystem(procedure, found, action, form, rows))
                .orElseGet(List::of);
    }

    /// The same because of a word that only one home may say: from any other it changes nothing.
    ///
    /// @param by whose word about the case it is
    public <C extends Case, F extends Record> List<Part> whereSaid(
            Procedure<C> procedure,
            Id<C> id,
            String action,
            F word,
            RecordedFact fact,
            Function<C, Province> by,
            Rows rows) {
        return rows.find(procedure.type(), id)
                .filter(found -> by.apply(found) == fact.origin())
                .map(found -> whereAwaited(procedure, id, action, word, rows))
                .orElseGet(List::of);
    }

    @SuppressWarnings("unchecked")
    private static <C extends Case, F extends Record> ActionOf<C, F> declared(
            Procedure<C> procedure, String action, F form) {
        ActionOf<C, ?> found =
                procedure
                        .action(action)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        procedure.name() + " has no action " + action));
        if (!found.form().isInstance(form)) {
            throw new IllegalArgumentException(action + " asks for " + found.form());
        }
        return (ActionOf<C, F>) found;
    }

    /// Judges state, actor and obstacles, then lets the action decide.
    <C extends Case, F extends Record> Outcome<Move<C>> decide(
            ActionOf<C, F> action, C before, F form, Deciding on) {
        Refusal obstacle = obstacle(action, before, on);
        return obstacle == null
                ? action.does().decide(before, form, on)
                : Outcome.refused(obstacle);
    }

    /// Why the action cannot be taken now by this actor, before any form is looked at.
    <C extends Case> @Nullable Refusal obstacle(ActionOf<C, ?> action, C before, Deciding on) {
        if (action.by().stream().noneMatch(who -> who.includes(on.actor(), before))) {
            return Refusal.of(ProcedureReason.FORBIDDEN, "action", phrase(action));
        }
        if (!action.from().contains(before.state())) {
            return Refusal.of(ProcedureReason.NOT_NOW, "state", before.state());
        }
        return action.unless().look(before, on);
    }

    private static String phrase(ActionOf<?, ?> action) {
        return action.procedure() + "." + action.name();
    }

    /// The parts of a move that was decided.
    ///
    /// @param before null when the case is opened
    public <C extends Case> List<Part> parts(
            Procedure<C> procedure, @Nullable C before, String action, Move<C> move, Rows rows) {
        C after = move.after();
        StateOf state = procedure.state(after.state());
        if (before != null
                && procedure.action(action).stream()
                        .noneMatch(
                                declared -> declared.to(before.state()).contains(after.state()))) {
            throw new IllegalStateException(
                    "%s.%s must not reach %s".formatted(procedure.name(), action, after.state()));
        }
        if (before == null
                && !procedure.begins().isEmpty()
                && !procedure.begins().contains(after.state())) {
            throw new IllegalStateException(
                    procedure.name() + " must not begin in " + after.state());
        }
        Optional<Task> old = rows.find(Task.class, Task.idOf(after));
        boolean sameState = before != null && before.state() == after.state();
        Instant since = sameState ? old.map(Task::since).orElse(rows.now()) : rows.now();
        Instant due = due(state, after, rows, sameState ? old.orElse(null) : null);
        Task fresh = task(procedure, after, since, due, sameState ? old.orElse(null) : null);
        Task task = old.map(fresh::stillAwaiting).orElse(fresh);
        List<Part> parts = new ArrayList<>();
        parts.add(new Put(after));
        parts.add(new Put(task));
        parts.add(
                new Fact(
                        after.id().value(),
                        Audience.of(after.concerned()),
                        new CaseMoved(
                                procedure.name(),
                                after.id().value(),
                                after.toldTitle(),
                                before == null ? "" : before.state().name(),
                                after.state().name(),
                                action,
                                move.note(),
                                due,
                                task.next())));
        parts.addAll(move.parts());
        return parts;
    }

    /// @param kept the line as it was, if the case stays in its state
    private static <C extends Case> Task task(
            Procedure<C> procedure,
            C after,
            Instant since,
            @Nullable Instant due,
            @Nullable Task kept) {
        StateOf state = procedure.state(after.state());
        return new Task(
                Task.idOf(after),
                after.home(),
                procedure.name(),
                after.title(),
                after.state().name(),
                Procedure.named(state.next().stream(), after),
                since,
                due,
                kept == null ? null : kept.assignee(),
                kept == null ? 0 : kept.urged(),
                kept != null && kept.overdue(),
                !state.isFinal(),
                procedure.owners(after),
                procedure.followers(after),
                kept == null ? null : kept.urgedAt(),
                kept == null ? null : kept.pausedSince(),
                state.isFinal() || after.awaits() == after.home() ? null : after.awaits());
    }

    private @Nullable Instant due(
            StateOf state, Case after, Rows rows, @Nullable Task sameStateBefore) {
        if (after.until() != null) {
            return after.until();
        }
        if (sameStateBefore != null) {
            return sameStateBefore.due();
        }
        return state.term() == null
                ? null
                : terms.due(state.term(), after.division(), rows, rows.now()).orElse(null);
    }
}
