package org.deltacommons.foundation.procedures;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// One year's working days as a province keeps them: the holidays that fall on working days and the
/// weekend days that are worked instead (调休).
///
/// @param provisional while the State Council has not announced the year
/// @param holidays days off besides weekends
/// @param makeUps weekend days that are worked
/// @param source the announcement
@Stored("procedures.calendar_year")
public record CalendarYear(
        Id<CalendarYear> id,
        Province home,
        int year,
        boolean provisional,
        List<LocalDate> holidays,
        List<LocalDate> makeUps,
        String source)
        implements Row {

    /// A day off on a weekend, or a make-up day on a working day, says nothing and is left out.
    ///
    /// @throws IllegalArgumentException if a day lies outside the year
    public CalendarYear {
        int asked = year;
        if (Stream.concat(holidays.stream(), makeUps.stream())
                .anyMatch(day -> day.getYear() != asked)) {
            throw new IllegalArgumentException("refusal.procedures.CALENDAR_INVALID.what");
        }
        holidays = days(holidays, false);
        makeUps = days(makeUps, true);
    }

    private static List<LocalDate> days(List<LocalDate> some, boolean ofWeekends) {
        return some.stream()
                .filter(day -> isWeekend(day) == ofWeekends)
                .distinct()
                .sorted()
                .toList();
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    public static Id<CalendarYear> idOf(Province home, int year) {
        return Id.of(home.code() + "/" + year);
    }
}
