package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.IntFunction;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Counts working days in Asia/Shanghai by a province's calendar. A year without a calendar has
/// plain weekends.
public final class WorkingDays {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS_MAX = 2_000;

    private final IntFunction<@Nullable CalendarYear> years;

    public WorkingDays(IntFunction<@Nullable CalendarYear> years) {
        this.years = years;
    }

    /// By the calendar of a home, as a decision reads it.
    public static WorkingDays of(Rows rows, Province province) {
        return new WorkingDays(year ->
                rows.find(CalendarYear.class, CalendarYear.idOf(province, year)).orElse(null));
    }

    public boolean isWorkingDay(LocalDate day) {
        CalendarYear year = years.apply(day.getYear());
        boolean weekend = CalendarYear.isWeekend(day);
        if (year == null) {
            return !weekend;
        }
        return weekend ? year.makeUps().contains(day) : !year.holidays().contains(day);
    }

    /// The end (24:00) of the n-th working day after the day of an instant; that day itself is not
    /// counted.
    ///
    /// @param days 1 to 2 000
    public Instant endAfter(Instant from, int days) {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("working days out of range: " + days);
        }
        LocalDate day = from.atZone(ZONE).toLocalDate();
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /// Working days left until an end; 0 on the last day itself, negative when it has passed, by
    /// one at least.
    public int left(Instant now, Instant end) {
        LocalDate today = now.atZone(ZONE).toLocalDate();
        LocalDate last = end.minusNanos(1).atZone(ZONE).toLocalDate();
        return last.isBefore(today) ? -Math.max(1, between(last, today)) : between(today, last);
    }

    /// Whether a working day has begun since the day of an instant.
    public boolean isAnotherDay(Instant then, Instant now) {
        return between(then.atZone(ZONE).toLocalDate(), now.atZone(ZONE).toLocalDate()) > 0;
    }

    /// The end of a deadline whose clock stood still: as many working days are left afterwards as
    /// were left when it stopped, today's end at least.
    public Instant afterPause(Instant pausedSince, Instant due, Instant now) {
        int days = left(pausedSince, due);
        return days > 0
                ? endAfter(now, Math.min(days, DAYS_MAX))
                : now.atZone(ZONE).toLocalDate().plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /// Working days after one day, up to and including another.
    private int between(LocalDate from, LocalDate to) {
        int count = 0;
        for (LocalDate day = from.plusDays(1);
                !day.isAfter(to) && count < DAYS_MAX;
                day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }
}
