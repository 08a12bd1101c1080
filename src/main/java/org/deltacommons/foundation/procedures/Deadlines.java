package org.deltacommons.foundation.procedures;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every minute for deadlines that have passed: takes the declared action, or tells those who
/// should have acted and whoever is named above them. Doing it twice, or on two instances at once,
/// changes nothing, because the lane judges the task's version.
public final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int TASKS_A_LOOK = 500;
    private static final int LOOKS_MAX = 20;

    private final Procedures procedures;
    private final GroupLane lane;
    private final Records records;
    private final Clock clock;

    Deadlines(Procedures procedures, GroupLane lane, Records records, Clock clock) {
        this.procedures = procedures;
        this.lane = lane;
        this.records = records;
        this.clock = clock;
    }

    /// @return how many were dealt with
    public int look() {
        int done = 0;
        for (int look = 0; look < LOOKS_MAX; look++) {
            List<Task> late = late();
            int before = done;
            for (Task task : late) {
                done += passed(task) ? 1 : 0;
            }
            if (late.size() < TASKS_A_LOOK || done == before) {
                break;
            }
        }
        return done;
    }

    private List<Task> late() {
        return records
                .list(
                        Task.class,
                        "t.open AND NOT t.overdue AND t.paused_since IS NULL"
                                + " AND t.due <= :now::timestamptz",
                        "t.due, t.id",
                        Map.of("now", clock.instant().toString()),
                        TASKS_A_LOOK)
                .stream()
                .filter(task -> lane.hosts(task.home()))
                .toList();
    }

    boolean passed(Task task) {
        try {
            return procedures
                    .named(task.procedure())
                    .map(procedure -> passed(procedure, task))
                    .orElse(false);
        } catch (RuntimeException broken) {
            // One case that cannot be dealt with must not hold up the others.
            LOG.error(
                    "the deadline of {} {} cannot be dealt with",
                    task.procedure(),
                    task.id(),
                    broken);
            return false;
        }
    }

    private <C extends Case> boolean passed(Procedure<C> procedure, Task task) {
        Optional<StateOf> state = procedure.state(task.state());
        if (state.isEmpty()) {
            return false;
        }
        String action = state.get().overdueAction();
        Id<C> id = Id.of(task.id().value());
        return (action != null && lapsed(procedure, id, action, task))
                || told(procedure, id, state.get(), task).isDone();
    }

    /// If the action is refused, the deadline is told like any other, so that somebody looks at it.
    private <C extends Case> boolean lapsed(
            Procedure<C> procedure, Id<C> id, String action, Task task) {
        Outcome<Moved> outcome =
                procedures.act(
                        procedure,
                        id,
                        action,
                        new NoForm(),
                        Actor.system(task.home()),
                        -1,
                        "due/" + id + "/" + task.due());
        if (outcome instanceof Outcome.Refused<Moved>(var why)) {
            LOG.warn("{} of {} was refused to the system: {}", action, id, why.code());
        }
        return outcome.isDone();
    }

    private <C extends Case> Outcome<Moved> told(
            Procedure<C> procedure, Id<C> id, StateOf state, Task seen) {
        Command<Moved> command =
                Command.of(
                        seen.home(),
                        Actor.system(seen.home()),
                        procedure.name() + ".overdue",
                        id.value(),
                        Moved.class);
        return lane.submit(command, rows -> overdue(procedure, id, state, rows));
    }

    private static <C extends Case> Outcome<Unit<Moved>> overdue(
            Procedure<C> procedure, Id<C> id, StateOf state, Rows rows) {
        Task task = rows.get(Task.class, Id.of(id.value()));
        C subject = rows.get(procedure.type(), id);
        boolean still =
                task.state().equals(state.name()) && task.isLate(rows.now()) && !task.overdue();
        if (!still || task.due() == null) {
            return Outcome.refused(ProcedureReason.NOT_NOW);
        }
        List<String> told =
                Stream.concat(
                                task.next().stream(),
                                Procedure.named(state.escalateTo().stream(), subject).stream())
                        .distinct()
                        .toList();
        return Outcome.done(
                Unit.of(
                        new Moved(procedure.name(), id.value(), task.state()),
                        new Put(task.toldOverdue()),
                        new Fact(
                                id.value(),
                                Audience.of(subject.concerned()),
                                new CaseOverdue(
                                        procedure.name(),
                                        id.value(),
                                        subject.toldTitle(),
                                        task.state(),
                                        task.due(),
                                        told))));
    }
}
