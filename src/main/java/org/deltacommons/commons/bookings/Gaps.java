package org.deltacommons.commons.bookings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.kernel.Period;

/// What is left between busy times. Pure.
public final class Gaps {

    private Gaps() {}

    /// The periods in which a slot can be booked: open, not busy, with room for the buffer behind,
    /// after the notice, long enough, on the grid.
    public static List<Period> free(
            BookingTerms terms, Period during, List<Busy> busy, Instant now) {
        if (!terms.allows(BookingMode.SLOT) || !terms.hasSlots()) {
            return List.of();
        }
        Instant earliest = now.plus(Duration.ofHours(terms.noticeHours()));
        List<Period> free = new ArrayList<>();
        for (Period open : terms.open(during)) {
            Instant from = later(later(open.from(), during.from()), earliest);
            Instant until = earlier(open.until(), during.until());
            if (from.isBefore(until)) {
                for (Period gap : between(new Period(from, until), busy, terms.bufferMinutes())) {
                    onGrid(gap, open.from(), terms, free);
                }
            }
        }
        return free;
    }

    private static List<Period> between(Period open, List<Busy> busy, int bufferMinutes) {
        List<Period> gaps = new ArrayList<>();
        Instant at = open.from();
        List<Busy> sorted =
                busy.stream()
                        .filter(one -> one.until().isAfter(open.from()))
                        .sorted(Comparator.comparing(Busy::from))
                        .toList();
        for (Busy one : sorted) {
            // A booking before it needs its own buffer until there.
            Instant end =
                    earlier(open.until(), one.from().minus(Duration.ofMinutes(bufferMinutes)));
            if (at.isBefore(end)) {
                gaps.add(new Period(at, end));
            }
            at = later(at, one.until());
        }
        if (at.isBefore(open.until())) {
            gaps.add(new Period(at, open.until()));
        }
        return gaps;
    }

    private static void onGrid(
            Period gap, Instant opens, BookingTerms terms, List<Period> collected) {
        long grid = Duration.ofMinutes(terms.slotMinutes()).toSeconds();
        long begin = Duration.between(opens, gap.from()).toSeconds();
        Instant from = opens.plusSeconds(Math.ceilDiv(begin, grid) * grid);
        long room = Duration.between(from, gap.until()).toSeconds();
        Instant until = from.plusSeconds(Math.floorDiv(room, grid) * grid);
        if (room > 0
                && Duration.between(from, until).toMinutes() >= Math.max(1, terms.minMinutes())) {
            collected.add(new Period(from, until));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
