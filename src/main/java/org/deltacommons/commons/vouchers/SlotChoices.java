package org.deltacommons.commons.vouchers;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.kernel.Period;

/// When a slot can begin and how long it can be, as far as it is known here. Pure. What somebody
/// else has booked is offered too, because one can wait for it; maintenance and closures are not.
///
/// @param free periods on the grid, none shorter than the shortest booking
/// @param busy what is in the agenda
record SlotChoices(BookingTerms terms, List<Period> free, List<Busy> busy, Instant now) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// A week of single hours and some more; whoever needs longer takes a package.
    private static final int LENGTHS_MAX = 200;

    /// @param room how long a slot that begins here can be
    record Start(Instant from, boolean taken, Duration room) {

        /// As a form sends it.
        String value() {
            return LocalDateTime.ofInstant(from, ZONE).toString();
        }
    }

    /// The days on which something is free, in order.
    SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Period period : free) {
            LocalDate last = day(period.until().minus(shortest()));
            for (LocalDate d = day(period.from()); !d.isAfter(last); d = d.plusDays(1)) {
                days.add(d);
            }
        }
        return days;
    }

    /// Every beginning on a day, free ones and those one can wait for.
    List<Start> starts(LocalDate day) {
        Period whole =
                new Period(
                        day.atStartOfDay(ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(ZONE).toInstant());
        Instant earliest = now.plus(Duration.ofHours(terms.noticeHours()));
        Duration grid = Duration.ofMinutes(Math.max(1, terms.slotMinutes()));
        List<Start> starts = new ArrayList<>();
        for (Period open : terms.open(whole)) {
            for (Instant at = open.from();
                    !at.plus(shortest()).isAfter(open.until());
                    at = at.plus(grid)) {
                if (whole.contains(at) && !at.isBefore(earliest)) {
                    add(starts, at, open);
                }
            }
        }
        return starts;
    }

    private void add(List<Start> starts, Instant at, Period open) {
        for (Period period : free) {
            if (period.contains(at) && !at.plus(shortest()).isAfter(period.until())) {
                starts.add(new Start(at, false, Duration.between(at, period.until())));
                return;
            }
        }
        // With the time that is kept after it, as the resource's home will look at it.
        Instant kept = at.plus(shortest()).plus(Duration.ofMinutes(terms.bufferMinutes()));
        Period least = new Period(at, kept);
        List<Busy> there = busy.stream().filter(one -> one.during().overlaps(least)).toList();
        boolean ends =
                !there.isEmpty() && there.stream().allMatch(one -> one.kind() == BusyKind.BOOKING);
        if (ends) {
            starts.add(new Start(at, true, Duration.between(at, open.until())));
        }
    }

    /// The lengths that some beginning has room for, in minutes.
    List<Integer> lengths(List<Start> starts) {
        long room = starts.stream().mapToLong(start -> start.room().toMinutes()).max().orElse(0);
        List<Integer> lengths = new ArrayList<>();
        int step = Math.max(1, terms.slotMinutes());
        for (int minutes = Math.max(step, terms.minMinutes());
                minutes <= Math.min(room, terms.maxMinutes()) && lengths.size() < LENGTHS_MAX;
                minutes += step) {
            lengths.add(minutes);
        }
        return lengths;
    }

    private Duration shortest() {
        return Duration.ofMinutes(Math.max(1, terms.minMinutes()));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }
}
