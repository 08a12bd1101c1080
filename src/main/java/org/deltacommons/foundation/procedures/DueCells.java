package org.deltacommons.foundation.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Deadlines as a list shows them, in working days of the home; made for one page, so that each
/// calendar is read once.
public final class DueCells {

    private final Calendars calendars;
    private final Words words;
    private final Instant now;
    private final Map<Province, WorkingDays> days = new EnumMap<>(Province.class);

    public DueCells(Calendars calendars, Words words, Clock clock) {
        this.calendars = calendars;
        this.words = words;
        this.now = clock.instant();
    }

    /// Empty when nobody has to act or no deadline runs; marked when it has passed.
    public Cell of(Task task) {
        Instant due = task.due();
        if (task.isWaitingForAway()) {
            return Cell.marked(words.say("worklist.awaits", away(task)), Mark.INFO);
        }
        if (task.pausedSince() != null) {
            return Cell.marked(words.say("worklist.paused"), Mark.INFO);
        }
        Integer left = left(task);
        if (due == null || left == null) {
            return Cell.of(null);
        }
        String deadline = words.deadline(left, due);
        Cell shown = task.isLate(now) ? Cell.marked(deadline, Mark.WARN) : Cell.of(deadline);
        return shown.filedAs(due);
    }

    /// What is said of a case that waits for a province that is away.
    public static Map<String, Object> away(Task task) {
        return Map.of(
                "province", Objects.requireNonNull(task.awaits()),
                "since", Objects.requireNonNull(task.pausedSince()));
    }

    /// How many working days remain, negative when overdue; null where no deadline runs.
    public @Nullable Integer left(Task task) {
        Instant due = task.due();
        return due == null || !task.open()
                ? null
                : days.computeIfAbsent(task.home(), calendars::days).left(now, due);
    }
}
