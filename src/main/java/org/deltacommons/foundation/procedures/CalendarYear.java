package org.deltacommons.foundation.procedures;

import java.time.LocalDate;
import java.util.List;
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

    public static Id<CalendarYear> idOf(Province home, int year) {
        return Id.of(home.code() + "/" + year);
    }
}
