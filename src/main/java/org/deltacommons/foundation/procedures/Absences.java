package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Stops the clocks of the cases that wait for a province that is away, and lets them run again
/// when it is back. A case's line keeps since when, so that a node that starts anew has not
/// forgotten it. Looking twice, or at two instances at once, changes nothing.
public final class Absences {

    private static final int TASKS_A_LOOK = 500;
    private static final int LOOKS_MAX = 20;

    private final Procedures procedures;
    private final GroupLane lane;
    private final Records records;
    private final AwayHomes away;

    Absences(Procedures procedures, GroupLane lane, Records records, AwayHomes away) {
        this.procedures = procedures;
        this.lane = lane;
        this.records = records;
        this.away = away;
    }

    /// @return how many clocks were stopped or let run
    public int look() {
        int changed = 0;
        for (Province province : Province.values()) {
            Instant since = away.awaySince(province).orElse(null);
            if (since != null) {
                changed += all(province, "t.paused_since IS NULL", task -> stopped(task, since));
            } else if (away.isHeard(province)) {
                changed += all(province, "t.paused_since IS NOT NULL", this::running);
            }
        }
        return changed;
    }

    private int all(Province province, String clock, Predicate<Task> change) {
        int changed = 0;
        for (int look = 0; look < LOOKS_MAX; look++) {
            List<Task> found =
                    records
                            .list(
                                    Task.class,
                                    "t.open AND t.awaits = :province AND " + clock,
                                    "t.since, t.id",
                                    Map.of("province", province.code()),
                                    TASKS_A_LOOK)
                            .stream()
                            .filter(task -> lane.hosts(task.home()))
                            .toList();
            int before = changed;
            for (Task task : found) {
                changed += change.test(task) ? 1 : 0;
            }
            if (found.size() < TASKS_A_LOOK || changed == before) {
                break;
            }
        }
        return changed;
    }

    /// A case cannot have waited longer than it has been where it is.
    private boolean stopped(Task seen, Instant since) {
        return change(
                seen,
                "absent",
                (task, rows) -> {
                    if (task.pausedSince() != null) {
                        return null;
                    }
                    Instant from = latest(since, task.since());
                    return new Change(
                            task.paused(from),
                            new TaskPaused(
                                    task.procedure(),
                                    task.id().value(),
                                    title(task, rows),
                                    "",
                                    task.awaits(),
                                    from));
                });
    }

    /// As many working days are left as were left when the clock stopped.
    private boolean running(Task seen) {
        return change(
                seen,
                "back",
                (task, rows) -> {
                    Instant since = task.pausedSince();
                    if (since == null) {
                        return null;
                    }
                    Instant old = task.due();
                    Instant due =
                            old == null
                                    ? null
                                    : WorkingDays.of(rows, task.home())
                                            .afterPause(
                                                    latest(since, task.since()), old, rows.now());
                    return new Change(
                            task.resumed(due),
                            new TaskResumed(
                                    task.procedure(),
                                    task.id().value(),
                                    title(task, rows),
                                    "",
                                    due,
                                    task.awaits()));
                });
    }

    private String title(Task task, Rows rows) {
        return procedures
                .named(task.procedure())
                .flatMap(declared -> title(declared, task, rows))
                .orElse(task.id().value());
    }

    private static <C extends Case> Optional<String> title(
            Procedure<C> procedure, Task task, Rows rows) {
        return rows.find(procedure.type(), Id.<C>of(task.id().value())).map(Case::toldTitle);
    }

    private static Instant latest(Instant one, Instant other) {
        return Stream.of(one, other).max(Instant::compareTo).orElseThrow();
    }

    private record Change(Task after, Record told) {}

    private interface Changing {
        @Nullable Change of(Task task, Rows rows);
    }

    private boolean change(Task seen, String what, Changing changing) {
        Procedure<?> procedure = procedures.named(seen.procedure()).orElse(null);
        if (procedure == null) {
            return false;
        }
        Command<Moved> command =
                Command.of(
                        seen.home(),
                        Actor.system(seen.home()),
                        seen.procedure() + "." + what,
                        seen.id().value(),
                        Moved.class);
        return lane.submit(command, rows -> changed(procedure, seen, changing, rows)).isDone();
    }

    private static <C extends Case> Outcome<Unit<Moved>> changed(
            Procedure<C> procedure, Task seen, Changing changing, Rows rows) {
        Task task = rows.get(Task.class, seen.id());
        C subject = rows.get(procedure.type(), Id.<C>of(seen.id().value()));
        boolean still = task.open() && task.state().equals(seen.state());
        Change change = still ? changing.of(task, rows) : null;
        if (change == null) {
            return Outcome.refused(ProcedureReason.NOT_NOW);
        }
        return Outcome.done(
                Unit.of(
                        new Moved(task.procedure(), task.id().value(), task.state()),
                        new Put(change.after()),
                        new Fact(
                                task.id().value(),
                                Audience.of(subject.concerned()),
                                change.told())));
    }
}
