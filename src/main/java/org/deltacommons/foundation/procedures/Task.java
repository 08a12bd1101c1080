package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
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
@Stored("procedures.task")
public record Task(
        Id<Task> id,
        Province home,
        String procedure,
        String title,
        String state,
        List<String> next,
        Instant since,
        @Nullable Instant due,
        @Nullable String assignee,
        int urged,
        boolean overdue,
        boolean open)
        implements Row {

    static Id<Task> idOf(Case subject) {
        return Id.of(subject.id().value());
    }

    Task assignedTo(String person) {
        return new Task(
                id, home, procedure, title, state, next, since, due, person, urged, overdue, open);
    }

    Task urgedOnce() {
        return new Task(
                id, home, procedure, title, state, next, since, due, assignee, urged + 1, overdue,
                open);
    }

    Task toldOverdue() {
        return new Task(
                id, home, procedure, title, state, next, since, due, assignee, urged, true, open);
    }
}
