package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A case's line in worklists: where it stands, who is next, until when.
///
/// @param id the case's
/// @param next who may act, as `ROLE@place`; empty when nobody has to
/// @param due the end of the last day, if there is a deadline
/// @param assignee the one person it was handed to
/// @param urged how often somebody asked to hurry
/// @param overdue whether the passing of the deadline has been told
/// @param open false in a final state
/// @param owners whose case it is, as `ROLE@place`
/// @param readers who else may follow it, as `ROLE@place`
/// @param urgedAt when somebody last asked to hurry
/// @param pausedSince since when the clock has stood still
/// @param awaits the other province that the case waits for; while that is away, the clock stands
@Stored("procedures.task")
public record Task(
        Id<Task> id,
        Province home,
        String procedure,
        @Personal String title,
        String state,
        List<String> next,
        Instant since,
        @Nullable Instant due,
        @Nullable String assignee,
        int urged,
        boolean overdue,
        boolean open,
        List<String> owners,
        List<String> readers,
        @Nullable Instant urgedAt,
        @Nullable Instant pausedSince,
        @Nullable Province awaits)
        implements Row {

    static Id<Task> idOf(Case subject) {
        return idOf(subject.id());
    }

    static Id<Task> idOf(Id<?> subject) {
        return Id.of(subject.value());
    }

    public boolean isLate(Instant now) {
        return open && pausedSince == null && due != null && !now.isBefore(due);
    }

    Task assignedTo(@Nullable String person) {
        return with(due, person, urged, overdue, urgedAt, pausedSince);
    }

    Task urgedOnce(Instant at) {
        return with(due, assignee, urged + 1, overdue, at, pausedSince);
    }

    Task toldOverdue() {
        return with(due, assignee, urged, true, urgedAt, pausedSince);
    }

    Task paused(Instant at) {
        return with(due, assignee, urged, overdue, urgedAt, at);
    }

    Task resumed(@Nullable Instant newDue) {
        return with(newDue, assignee, urged, false, urgedAt, null);
    }

    /// Whether the clock stands because the province that the case waits for is away.
    public boolean isWaitingForAway() {
        return awaits != null && pausedSince != null;
    }

    /// A case that moves on and still waits for the same province has waited since before.
    Task stillAwaiting(Task before) {
        return awaits != null && awaits == before.awaits && pausedSince == null
                ? with(due, assignee, urged, overdue, urgedAt, before.pausedSince)
                : this;
    }

    private Task with(
            @Nullable Instant newDue,
            @Nullable String newAssignee,
            int newUrged,
            boolean newOverdue,
            @Nullable Instant newUrgedAt,
            @Nullable Instant newPausedSince) {
        return new Task(
                id,
                home,
                procedure,
                title,
                state,
                next,
                since,
                newDue,
                newAssignee,
                newUrged,
                newOverdue,
                open,
                owners,
                readers,
                newUrgedAt,
                newPausedSince,
                awaits);
    }
}
