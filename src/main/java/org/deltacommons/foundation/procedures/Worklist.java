package org.deltacommons.foundation.procedures;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What waits for somebody, and what they follow. One look into an index per membership.
public final class Worklist {

    /// Which of the tasks that reach somebody.
    public enum Scope {
        /// Handed to them or to nobody yet.
        OPEN,
        /// Handed to them.
        MINE,
        /// Of everybody who holds the same role there.
        TEAM
    }

    /// How the tasks are narrowed.
    ///
    /// @param procedure the name of one; null for all
    /// @param overdue only those whose deadline has passed
    public record Narrowed(@Nullable String procedure, boolean overdue, Scope scope) {

        public static final Narrowed NOT = new Narrowed(null, false, Scope.OPEN);
    }

    /// The due time of what has none, as PostgreSQL writes it.
    private static final String NEVER = "infinity";

    private static final String DUE = "coalesce(t.due, 'infinity'::timestamptz)";

    private final Records records;
    private final Clock clock;

    Worklist(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /// Tasks that somebody can do, the most urgent first.
    public Paged<Task> waiting(Actor actor, Narrowed narrowed, Optional<Cursor> after, int size) {
        Map<String, Object> values = values(actor, narrowed);
        String condition = condition(narrowed);
        long total = records.count(Task.class, condition, values);
        String rest = condition;
        if (after.isPresent()) {
            rest += " AND (" + DUE + ", t.id) > (:due::timestamptz, :id)";
            values.put("due", instant(after.get().key()));
            values.put("id", after.get().id());
        }
        List<Task> found = records.list(Task.class, rest, DUE + ", t.id", values, size + 1);
        return Paged.of(found, size, total, Worklist::cursor);
    }

    /// How many somebody can do, for the menu.
    Optional<Badge.Count> count(Actor actor) {
        return actor.memberships().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Badge.Count(
                                Records.counting(Task.class, condition(Narrowed.NOT)),
                                values(actor, Narrowed.NOT)));
    }

    /// The cases of somebody's own side, and those they may follow besides; the newest move first.
    ///
    /// @param own only the first
    /// @param open only those that have not ended
    public Paged<Task> followed(
            Actor actor,
            @Nullable String procedure,
            boolean own,
            boolean open,
            Optional<Cursor> after,
            int size) {
        Map<String, Object> values = values(actor, Narrowed.NOT);
        String mine = "string_to_array(:memberships, ' ')";
        String condition =
                (own
                                ? "procedures.reach(t.owners) && " + mine
                                : "(procedures.reach(t.owners) && %1$s OR procedures.reach(t.readers) && %1$s)"
                                        .formatted(mine))
                        + (open ? " AND t.open" : "")
                        + (procedure == null ? "" : " AND t.procedure = :procedure");
        if (procedure != null) {
            values.put("procedure", procedure);
        }
        long total = records.count(Task.class, condition, values);
        if (after.isPresent()) {
            condition += " AND (t.since, t.id) < (:since::timestamptz, :id)";
            values.put("since", instant(after.get().key()));
            values.put("id", after.get().id());
        }
        List<Task> found =
                records.list(Task.class, condition, "t.since DESC, t.id DESC", values, size + 1);
        return Paged.of(
                found, size, total, task -> new Cursor(task.since().toString(), task.id().value()));
    }

    /// @throws RefusedException if the cursor is none of ours
    private static String instant(String key) {
        try {
            return key.equals(NEVER) ? key : Instant.parse(key).toString();
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", key));
        }
    }

    private static Cursor cursor(Task last) {
        return new Cursor(last.due() == null ? NEVER : last.due().toString(), last.id().value());
    }

    private static String condition(Narrowed narrowed) {
        String assigned =
                switch (narrowed.scope()) {
                    case OPEN -> " AND (t.assignee IS NULL OR t.assignee = :me)";
                    case MINE -> " AND t.assignee = :me";
                    case TEAM -> "";
                };
        return "t.open AND procedures.reach(t.next) && string_to_array(:memberships, ' ')"
                + assigned
                + (narrowed.procedure() == null ? "" : " AND t.procedure = :procedure")
                + (narrowed.overdue()
                        ? " AND t.due <= :now::timestamptz AND t.paused_since IS NULL"
                        : "");
    }

    private Map<String, Object> values(Actor actor, Narrowed narrowed) {
        Map<String, Object> values = new HashMap<>();
        values.put("me", actor.id());
        values.put(
                "memberships",
                actor.memberships().stream().map(Worklist::named).collect(Collectors.joining(" ")));
        values.put("now", clock.instant().toString());
        if (narrowed.procedure() != null) {
            values.put("procedure", narrowed.procedure());
        }
        return values;
    }

    private static String named(Membership membership) {
        return membership.role() + "@" + membership.where();
    }
}
