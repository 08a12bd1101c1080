package org.deltacommons.commons.bookings;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;

/// All the busy times of one resource in one week, so that a decision can tell free from taken by
/// one read. What crosses a week's end stands in both weeks, whole.
///
/// @param monday the week's first day in Asia/Shanghai
/// @param busy in their order
@Stored("bookings.agenda")
public record Agenda(
        Id<Agenda> id,
        Province home,
        String resource,
        LocalDate monday,
        List<Busy> busy,
        Instant changedAt)
        implements Row {

    /// A week holds 2 016 five-minute slots; nobody books shorter ones.
    private static final int BUSY_MAX = 2_016;

    private static final int WEEKS_MAX = 60;

    public Agenda {
        busy = List.copyOf(busy);
        if (busy.size() > BUSY_MAX) {
            throw new IllegalArgumentException("a week is bounded: " + id);
        }
    }

    public static Id<Agenda> idOf(String resource, LocalDate monday) {
        return Id.of("agenda/" + resource + "/" + monday);
    }

    public static LocalDate mondayOf(Instant instant) {
        return mondayOf(instant.atZone(WorkingDays.ZONE).toLocalDate());
    }

    public static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /// The Mondays of the weeks that a period touches.
    ///
    /// @throws IllegalArgumentException if there are more than sixty
    public static List<LocalDate> weeksOf(Period during) {
        List<LocalDate> weeks = new ArrayList<>();
        LocalDate last = mondayOf(during.until().minusNanos(1));
        for (LocalDate week = mondayOf(during.from());
                !week.isAfter(last);
                week = week.plusWeeks(1)) {
            if (weeks.size() == WEEKS_MAX) {
                throw new IllegalArgumentException("more than a year: " + during);
            }
            weeks.add(week);
        }
        return weeks;
    }

    static Agenda empty(Province home, String resource, LocalDate monday, Instant now) {
        return new Agenda(idOf(resource, monday), home, resource, monday, List.of(), now);
    }

    Agenda with(List<Busy> others, Instant now) {
        return new Agenda(
                id,
                home,
                resource,
                monday,
                others.stream().sorted(Comparator.comparing(Busy::from)).toList(),
                now);
    }

    /// What the other provinces and every visitor may know: times and kinds.
    public Agenda published() {
        return new Agenda(
                id, home, resource, monday, busy.stream().map(Busy::published).toList(), changedAt);
    }
}
