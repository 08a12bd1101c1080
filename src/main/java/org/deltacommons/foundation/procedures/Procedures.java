package org.deltacommons.foundation.procedures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.KnownRows;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// All declared procedures, and the one way to act on their cases.
public final class Procedures {

    /// What became of a case.
    ///
    /// @param version of the case after it, so that a repetition gives the same answer though the
    ///   case has gone on; null where the case itself did not change
    public record Moved(String procedure, String id, String state, @Nullable Long version) {

        /// Something was said or done about a case that stays as it is.
        Moved(String procedure, String id, String state) {
            this(procedure, id, state, null);
        }
    }

    /// An action as somebody sees it, and why not if it cannot be taken.
    public record Choice(ActionOf<?, ?> action, @Nullable Refusal whyNot) {}

    private final GroupLane lane;
    private final Records records;
    private final Moving moving;
    private final Refusals refusals;
    private final Map<String, Procedure<?>> byName = new TreeMap<>();

    Procedures(
            GroupLane lane,
            Records records,
            Moving moving,
            Refusals refusals,
            List<Procedure<?>> declared) {
        this.lane = lane;
        this.records = records;
        this.moving = moving;
        this.refusals = refusals;
        for (Procedure<?> procedure : declared) {
            if (byName.put(procedure.name(), procedure) != null) {
                throw new IllegalStateException("two procedures named " + procedure.name());
            }
        }
    }

    public List<Procedure<?>> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Procedure<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Begins a case.
    ///
    /// @param key makes a repetition harmless Whether a page may offer to begin a case: to whoever
    ///   holds a role that may, and to visitors, who sign in on the way.
    public boolean offers(String procedure, String opening, Actor actor) {
        return actor.isVisitor()
                || named(procedure)
                        .flatMap(declared -> declared.opening(opening).map(one -> one.isFor(actor)))
                        .orElse(false);
    }

    public <C extends Case, F extends Record> Outcome<Moved> open(
            Procedure<C> procedure, String opening, F form, Actor actor, @Nullable String key) {
        Opening<C, F> declared = opening(procedure, opening, form);
        Province home = declared.home().of(form, actor);
        Command<Moved> command =
                Command.of(home, actor, procedure.name() + "." + opening, form, Moved.class)
                        .keyed(key);
        return refusals.noted(
                actor,
                procedure.name() + "." + opening,
                "",
                lane.submit(
                        command,
                        rows ->
                                declared.does()
                                        .decide(form, moving.deciding(actor, rows))
                                        .then(move ->
                                                begun(procedure, declared, move, actor, rows))));
    }

    private <C extends Case> Outcome<Unit<Moved>> begun(
            Procedure<C> procedure, Opening<C, ?> opening, Move<C> move, Actor actor, Rows rows) {
        if (opening.by().stream().noneMatch(who -> who.includes(actor, move.after()))) {
            return Outcome.refused(
                    Refusal.of(
                            ProcedureReason.FORBIDDEN,
                            "action",
                            procedure.name() + "." + opening.name()));
        }
        return Outcome.done(unit(procedure, null, opening.name(), move, rows));
    }

    private <C extends Case> Unit<Moved> unit(
            Procedure<C> procedure, @Nullable C before, String action, Move<C> move, Rows rows) {
        long version =
                before == null
                        ? 1
                        : rows.version(procedure.type(), Id.<C>of(before.id().value())) + 1;
        Moved moved =
                new Moved(
                        procedure.name(),
                        move.after().id().value(),
                        move.after().state().name(),
                        version);
        Unit<Moved> unit = Unit.of(moved, moving.parts(procedure, before, action, move, rows));
        return move.before() == null
                ? unit
                : unit.before(move.before(), java.util.Objects.requireNonNull(move.late()));
    }

    @SuppressWarnings("unchecked")
    private static <C extends Case, F extends Record> Opening<C, F> opening(
            Procedure<C> procedure, String name, F form) {
        Opening<C, ?> found =
                procedure
                        .opening(name)
                        .orElseThrow(() -> new IllegalArgumentException("no opening " + name));
        if (!found.form().isInstance(form)) {
            throw new IllegalArgumentException(name + " asks for " + found.form());
        }
        return (Opening<C, F>) found;
    }

    /// Takes an action on a case.
    ///
    /// @param seen the version the person had before them, −1 to act on whatever is there
    /// @param key makes a repetition harmless
    public <C extends Case> Outcome<Moved> act(
            Procedure<C> procedure,
            Id<C> id,
            String action,
            Record form,
            Actor actor,
            long seen,
            @Nullable String key) {
        Optional<C> known = records.find(procedure.type(), id);
        if (known.isEmpty() || !procedure.mayRead(actor, known.get())) {
            return refusals.noted(
                    actor,
                    procedure.name() + "." + action,
                    id.value(),
                    Outcome.refused(ProcedureReason.NOT_FOUND));
        }
        Optional<ActionOf<C, ?>> declared = procedure.action(action);
        if (declared.isEmpty() || !declared.get().form().isInstance(form)) {
            return Outcome.refused(ProcedureReason.ACTION_NOT_FOUND);
        }
        Command<Moved> command =
                Command.of(
                                known.get().home(),
                                actor,
                                procedure.name() + "." + action,
                                Map.of("id", id.value(), "form", form),
                                Moved.class)
                        .keyed(key);
        return refusals.noted(
                actor,
                procedure.name() + "." + action,
                id.value(),
                lane.submit(
                        command,
                        rows -> acted(procedure, id, declared.get(), form, actor, seen, rows)));
    }

    private <C extends Case, F extends Record> Outcome<Unit<Moved>> acted(
            Procedure<C> procedure,
            Id<C> id,
            ActionOf<C, F> action,
            Record form,
            Actor actor,
            long seen,
            Rows rows) {
        C before = rows.get(procedure.type(), id);
        if (seen >= 0 && rows.version(procedure.type(), id) != seen) {
            return Outcome.refused(
                    Refusal.of(ProcedureReason.CHANGED_MEANWHILE, "state", before.state()));
        }
        if (isHandedToOther(procedure, before, action, actor, rows)) {
            return Outcome.refused(ProcedureReason.ASSIGNED_TO_OTHER);
        }
        return moving.decide(action, before, action.form().cast(form), moving.deciding(actor, rows))
                .map(move -> unit(procedure, before, action.name(), move, rows));
    }

    /// Whether the actor could only act as one of those who are next, and the task was handed to
    /// another of them.
    private static <C extends Case> boolean isHandedToOther(
            Procedure<C> procedure, C subject, ActionOf<C, ?> action, Actor actor, Rows rows) {
        List<Who> next = procedure.state(subject.state()).next();
        List<Who> mine = action.by().stream().filter(who -> who.includes(actor, subject)).toList();
        if (actor.isSystem() || mine.isEmpty() || !next.containsAll(mine)) {
            return false;
        }
        String assignee =
                rows.find(Task.class, Task.idOf(subject)).map(Task::assignee).orElse(null);
        return assignee != null && !assignee.equals(actor.id());
    }

    /// What somebody can do to a case, and why not otherwise. Actions that are never theirs are
    /// left out, and so are those that a case which has ended will not come to any more.
    public <C extends Case> List<Choice> choices(Procedure<C> procedure, C subject, Actor actor) {
        return read(subject, rows -> choices(procedure, subject, actor, rows));
    }

    /// The same, of a case whose task was read already.
    ///
    /// @param task empty where it has none
    public <C extends Case> List<Choice> choices(
            Procedure<C> procedure, C subject, Optional<Task> task, Actor actor) {
        return read(
                subject,
                rows ->
                        choices(
                                procedure,
                                subject,
                                actor,
                                new KnownRows<>(rows, Task.class, Task.idOf(subject), task)));
    }

    private List<Choice> read(Case subject, Function<Rows, List<Choice>> look) {
        return lane.hosts(subject.home()) ? lane.read(subject.home(), look) : List.of();
    }

    private <C extends Case> List<Choice> choices(
            Procedure<C> procedure, C subject, Actor actor, Rows rows) {
        Deciding on = moving.deciding(actor, rows);
        return procedure.actions().stream()
                .filter(action -> !action.isSystemOnly())
                .filter(action ->
                        action.by().stream().anyMatch(who -> who.includes(actor, subject)))
                .map(action ->
                        new Choice(
                                action,
                                isHandedToOther(procedure, subject, action, actor, rows)
                                        ? Refusal.of(ProcedureReason.ASSIGNED_TO_OTHER)
                                        : moving.obstacle(action, subject, on)))
                .filter(choice -> !isOver(choice, procedure, subject))
                .toList();
    }

    private static <C extends Case> boolean isOver(
            Choice choice, Procedure<C> procedure, C subject) {
        return choice.whyNot() != null
                && choice.whyNot().is(ProcedureReason.NOT_NOW)
                && procedure.state(subject.state()).isFinal();
    }

    /// A case if the actor may know of it. Whoever has signed in and looks for what is not theirs,
    /// or not there, is noted.
    public <C extends Case> Optional<Records.Versioned<C>> readable(
            Procedure<C> procedure, Id<C> id, Actor actor) {
        return readable(procedure, id, records.versioned(procedure.type(), id), actor);
    }

    /// The same of a case that was read already.
    ///
    /// @param there empty where there is none
    public <C extends Case> Optional<Records.Versioned<C>> readable(
            Procedure<C> procedure, Id<C> id, Optional<Records.Versioned<C>> there, Actor actor) {
        Optional<Records.Versioned<C>> found =
                there.filter(one -> procedure.mayRead(actor, one.row()));
        if (found.isEmpty() && !actor.isVisitor()) {
            refusals.denied(actor, procedure.name() + ".read", id.value());
        }
        return found;
    }
}
