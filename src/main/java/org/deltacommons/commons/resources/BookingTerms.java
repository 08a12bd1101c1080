package org.deltacommons.commons.resources;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.kernel.Period;

/// How it can be booked. Numbers are zero where they do not apply.
///
/// @param slotMinutes the grid on which slots begin
/// @param minMinutes the shortest booking
/// @param maxMinutes the longest
/// @param bufferMinutes kept free after each booking, for cleaning and warming up
/// @param noticeHours how long before its beginning a booking must be made
/// @param cancelHours until how long before its beginning it can be cancelled freely
/// @param needsTraining whether self-operation asks for a training certificate
public record BookingTerms(
        List<BookingMode> modes,
        int slotMinutes,
        int minMinutes,
        int maxMinutes,
        int bufferMinutes,
        int noticeHours,
        int cancelHours,
        List<OpenHours> hours,
        boolean needsTraining) {

    public static final BookingTerms NONE =
            new BookingTerms(List.of(), 0, 0, 0, 0, 0, 0, List.of(), false);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS_MAX = 400;

    public BookingTerms {
        modes = List.copyOf(modes);
        hours = List.copyOf(hours);
        if (slotMinutes < 0
                || minMinutes < 0
                || maxMinutes < minMinutes
                || bufferMinutes < 0
                || noticeHours < 0
                || cancelHours < 0) {
            throw new IllegalArgumentException("terms are not negative, and min is below max");
        }
    }

    public boolean allows(BookingMode mode) {
        return modes.contains(mode);
    }

    /// Whether a slot can be booked by what is told here.
    public boolean hasSlots() {
        return slotMinutes > 0 && minMinutes > 0 && maxMinutes >= minMinutes && !hours.isEmpty();
    }

    /// When it is open on the days that a period touches, in order; neighbours that meet are one.
    public List<Period> open(Period during) {
        List<Period> open = new ArrayList<>();
        LocalDate day = during.from().atZone(ZONE).toLocalDate();
        LocalDate last = during.until().minusNanos(1).atZone(ZONE).toLocalDate();
        for (int i = 0; i < DAYS_MAX && !day.isAfter(last); i++, day = day.plusDays(1)) {
            for (OpenHours some : hours) {
                if (some.covers(day.getDayOfWeek())) {
                    open.add(some.on(day));
                }
            }
        }
        open.sort(Comparator.comparing(Period::from));
        return joined(open);
    }

    private static List<Period> joined(List<Period> sorted) {
        List<Period> joined = new ArrayList<>();
        for (Period next : sorted) {
            Period last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !next.from().isAfter(last.until())) {
                boolean further = next.until().isAfter(last.until());
                joined.set(
                        joined.size() - 1,
                        new Period(last.from(), further ? next.until() : last.until()));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    /// Whether it is open throughout a period.
    public boolean isOpen(Period during) {
        return open(during).stream()
                .anyMatch(some ->
                        !some.from().isAfter(during.from())
                                && !some.until().isBefore(during.until()));
    }
}
