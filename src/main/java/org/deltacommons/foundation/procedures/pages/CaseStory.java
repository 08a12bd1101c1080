package org.deltacommons.foundation.procedures.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CaseOverdue;
import org.deltacommons.foundation.procedures.MessageSent;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.TaskAssigned;
import org.deltacommons.foundation.procedures.TaskPaused;
import org.deltacommons.foundation.procedures.TaskResumed;
import org.deltacommons.foundation.procedures.TaskUrged;
import org.deltacommons.foundation.web.Step;
import org.deltacommons.foundation.web.StepState;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What the facts say about one case, as far as its reader's provinces were told.
///
/// @param told oldest first
record CaseStory(List<Told> told) {

    /// One fact that this page understands.
    record Told(RecordedFact fact, Record body) {}

    private static final Map<String, Class<? extends Record>> KINDS =
            Map.of(
                    kind(CaseMoved.class), CaseMoved.class,
                    kind(CaseOverdue.class), CaseOverdue.class,
                    kind(MessageSent.class), MessageSent.class,
                    kind(TaskAssigned.class), TaskAssigned.class,
                    kind(TaskPaused.class), TaskPaused.class,
                    kind(TaskResumed.class), TaskResumed.class,
                    kind(TaskUrged.class), TaskUrged.class);

    /// What [#turn] is told by.
    static final List<String> TURNS =
            List.of(kind(CaseMoved.class), kind(TaskPaused.class), kind(TaskResumed.class));

    private static String kind(Class<?> body) {
        return FactKind.Of.kind(body).value();
    }

    static CaseStory of(List<RecordedFact> facts, Actor reader) {
        return new CaseStory(
                told(facts, reader).stream()
                        .filter(fact -> KINDS.containsKey(fact.kind()))
                        .sorted(Comparator.comparing(RecordedFact::at))
                        .map(CaseStory::told)
                        .toList());
    }

    /// Those of some facts that the reader's provinces were told.
    static List<RecordedFact> told(List<RecordedFact> facts, Actor reader) {
        Set<Province> provinces = provinces(reader);
        return facts.stream()
                .filter(fact ->
                        fact.audience().open()
                                || provinces.stream()
                                        .anyMatch(reading ->
                                                fact.audience().includes(fact.origin(), reading)))
                .toList();
    }

    private static Told told(RecordedFact fact) {
        Class<? extends Record> type = KINDS.getOrDefault(fact.kind(), CaseMoved.class);
        return new Told(fact, Json.heard(fact.body(), type));
    }

    /// Where somebody signs in, and where they hold an office.
    private static Set<Province> provinces(Actor reader) {
        Set<Province> provinces = EnumSet.of(reader.home());
        for (Membership one : reader.memberships()) {
            if (one.role().scope() == Role.Scope.DIVISION) {
                provinces.add(Province.of(one.where().substring(0, 2) + "0000"));
            }
        }
        return provinces;
    }

    List<Told> messages() {
        return told.stream().filter(one -> one.body() instanceof MessageSent).toList();
    }

    List<Told> events() {
        return told.stream().filter(one -> !(one.body() instanceof MessageSent)).toList();
    }

    /// Whose turn it is.
    ///
    /// @param next as `ROLE@place`
    /// @param due until when; null without a deadline, and while its clock stands still
    record Turn(List<String> next, @Nullable Instant due) {}

    /// Whose turn it is after the last move; nobody's where the case is over or waits itself.
    Optional<Turn> turn() {
        Turn turn = null;
        for (Told one : told) {
            if (one.body() instanceof CaseMoved moved) {
                turn = new Turn(moved.next(), moved.due());
            } else if (one.body() instanceof TaskPaused && turn != null) {
                turn = new Turn(turn.next(), null);
            } else if (one.body() instanceof TaskResumed resumed && turn != null) {
                turn = new Turn(turn.next(), resumed.due());
            }
        }
        return Optional.ofNullable(turn).filter(one -> !one.next().isEmpty());
    }

    /// When a state was last reached, and by whom.
    private Optional<Told> reached(Enum<?> state) {
        return moves().filter(one -> ((CaseMoved) one.body()).to().equals(state.name()))
                .reduce((_, later) -> later);
    }

    /// When a state was last left, and by whom.
    private Optional<Told> left(Enum<?> state) {
        return moves().filter(one -> ((CaseMoved) one.body()).from().equals(state.name()))
                .reduce((_, later) -> later);
    }

    private Stream<Told> moves() {
        return told.stream().filter(one -> one.body() instanceof CaseMoved);
    }

    /// The ordinary way with its dates. A state beside it stands after the last ordinary one that
    /// was reached; when the case ended there or is on its way out, nothing lies ahead.
    ///
    /// @param names what people are called; null when the reader may not know
    <C extends Case> List<Step> steps(
            Procedure<C> procedure, C subject, @Nullable CaseNames names, @Nullable Step current) {
        List<Enum<?>> line = procedure.line();
        if (line.isEmpty()) {
            return List.of();
        }
        StateOf now = procedure.state(subject.state());
        boolean over = now.isFinal() || procedure.isLeaving(subject.state());
        boolean ordinary = line.contains(subject.state());
        int here = ordinary ? line.indexOf(subject.state()) : lastOrdinary(line);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            StateOf state = procedure.state(line.get(i));
            if (i == here && ordinary && !now.isFinal()) {
                steps.add(current == null ? Step.current(now.label(), null, null) : current);
            } else if (i <= here) {
                done(state, StepState.DONE, names).ifPresent(steps::add);
            } else if (!over) {
                steps.add(Step.ahead(state.label()));
            }
            if (i == here && !ordinary) {
                beside(now, names, current).ifPresent(steps::add);
            }
        }
        return steps;
    }

    private int lastOrdinary(List<Enum<?>> line) {
        return moves().map(one -> ((CaseMoved) one.body()).to())
                .flatMap(to -> line.stream().filter(state -> state.name().equals(to)))
                .reduce((_, later) -> later)
                .map(line::indexOf)
                .orElse(0);
    }

    private Optional<Step> beside(StateOf now, @Nullable CaseNames names, @Nullable Step current) {
        if (now.isFinal()) {
            return done(now, StepState.STOPPED, names);
        }
        return Optional.of(current == null ? Step.current(now.label(), null, null) : current);
    }

    /// A step that was jumped over is not shown. One that is over names who ended it, not who began
    /// it; a state in which a case ends has nobody who ends it.
    private Optional<Step> done(StateOf state, StepState as, @Nullable CaseNames names) {
        return reached(state.state())
                .map(reached -> state.isFinal() ? reached : left(state.state()).orElse(reached))
                .map(one ->
                        new Step(
                                state.label(),
                                as,
                                one.fact().at(),
                                names == null ? null : names.person(one.fact().by()),
                                null));
    }
}
