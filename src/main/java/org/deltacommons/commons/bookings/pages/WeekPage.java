package org.deltacommons.commons.bookings.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.web.TimeCell;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;

/// A resource's week: days across, hours down; and the same as a list.
///
/// @param slots whether single slots can be booked at all
/// @param today the day to mark, if it lies in the week
/// @param cancelHours until how many hours before the beginning one cancels freely
public record WeekPage(
        String title,
        String resource,
        LocalDate monday,
        boolean slots,
        List<LocalDate> days,
        LocalDate today,
        List<Hour> hours,
        List<Offer> offers,
        int noticeHours,
        int cancelHours,
        @Nullable Instant synchronised,
        @Nullable Instant externalAt,
        @Nullable String earlier,
        String later) {

    /// @param time such as `9:00`
    public record Hour(String time, List<TimeCell> cells) {}

    /// One free stretch of the list.
    public record Offer(Period during, String href) {}

    /// What stands over the boxes.
    public record Head(List<LocalDate> days, LocalDate today) {}

    public Head head() {
        return new Head(days, today);
    }

    /// The hours as the rows of a table.
    ///
    /// @param words of the reader's language
    public String rows(Words words) {
        return new WeekMarkup(words).rows(hours);
    }

    /// The free stretches as the items of a list.
    ///
    /// @param words of the reader's language
    public String offers(Words words) {
        return new WeekMarkup(words).offers(offers);
    }

    public boolean isEmpty() {
        return hours.isEmpty();
    }
}
