package org.deltacommons.commons.bookings;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What must hold of a request, whoever sent it: terms, training, customs. Pure; whether the time
/// is free is the agenda's matter.
public final class Intake {

    private static final int UNITS_MAX = 2_000;
    private static final int DAYS_AHEAD_MAX = 366;
    private static final int MINUTES_A_SAMPLE = 60;
    private static final int MINUTES_A_DAY = 480;
    private static final int DAYS_SEARCHED = 400;

    private Intake() {}

    /// What stands in the way of a request, or null.
    ///
    /// @param permits how a permit is found, guarded in a decision
    static @Nullable Refusal obstacle(
            BookingRequested asked,
            Resource resource,
            Instant now,
            Function<Id<Permit>, Optional<Permit>> permits) {
        if (asked.mode() == BookingMode.CALL) {
            return Refusal.of(BookingsReason.CALL_NOT_BOOKABLE);
        }
        if (asked.units() < 1
                || asked.units() > UNITS_MAX
                || asked.priced().isNegative()
                || asked.voucherPart().isNegative()
                || asked.voucherPart().compareTo(asked.priced()) > 0) {
            return Refusal.of(BookingsReason.REQUEST_INVALID);
        }
        Refusal slot = asked.mode() == BookingMode.SLOT ? slot(asked, resource.terms(), now) : null;
        return slot == null ? permits(asked, resource, now, permits) : slot;
    }

    private static @Nullable Refusal slot(BookingRequested asked, BookingTerms terms, Instant now) {
        Instant from = asked.from();
        Instant until = asked.until();
        if (from == null || until == null || !from.isBefore(until)) {
            return Refusal.of(BookingsReason.REQUEST_INVALID);
        }
        return slot(new Period(from, until), terms, now);
    }

    /// What the terms say to a time of use, or null.
    public static @Nullable Refusal slot(Period slot, BookingTerms terms, Instant now) {
        if (!slot.from().isAfter(now)) {
            return about(BookingsReason.IN_THE_PAST, slot);
        }
        if (slot.from().isBefore(now.plus(Duration.ofHours(terms.noticeHours())))) {
            return about(BookingsReason.NOTICE_TOO_SHORT, slot).with("hours", terms.noticeHours());
        }
        if (slot.from().isAfter(now.plus(Duration.ofDays(DAYS_AHEAD_MAX)))) {
            return about(BookingsReason.TOO_FAR, slot).with("days", DAYS_AHEAD_MAX);
        }
        long minutes = slot.length().toMinutes();
        if (minutes < terms.minMinutes()) {
            return about(BookingsReason.TOO_SHORT, slot).with("minutes", terms.minMinutes());
        }
        if (minutes > terms.maxMinutes()) {
            return about(BookingsReason.TOO_LONG, slot).with("minutes", terms.maxMinutes());
        }
        Period opening =
                terms.open(slot).stream()
                        .filter(open ->
                                !open.from().isAfter(slot.from())
                                        && !open.until().isBefore(slot.until()))
                        .findFirst()
                        .orElse(null);
        if (opening == null) {
            return about(BookingsReason.CLOSED, slot).with("hours", OpenHours.write(terms.hours()));
        }
        return isOnGrid(slot, opening.from(), terms.slotMinutes())
                ? null
                : about(BookingsReason.OFF_GRID, slot).with("minutes", terms.slotMinutes());
    }

    /// The grid begins when the day opens.
    private static boolean isOnGrid(Period slot, Instant opens, int gridMinutes) {
        long grid = Duration.ofMinutes(gridMinutes).toSeconds();
        return grid == 0
                || (Duration.between(opens, slot.from()).toSeconds() % grid == 0
                        && slot.length().toSeconds() % grid == 0);
    }

    private static Refusal about(BookingsReason reason, Period slot) {
        return Refusal.of(reason, "from", slot.from()).with("until", slot.until());
    }

    private static @Nullable Refusal permits(
            BookingRequested asked,
            Resource resource,
            Instant now,
            Function<Id<Permit>, Optional<Permit>> permits) {
        Instant used = asked.from() == null ? now : asked.from();
        if (asked.mode() == BookingMode.SLOT
                && resource.terms().needsTraining()
                && !holds(PermitKind.TRAINING, asked, used, permits)) {
            return Refusal.of(BookingsReason.TRAINING_MISSING);
        }
        // 国科发基〔2018〕245号: the simplified procedure covers the other three purposes only.
        if (resource.details().equipment().dutyFree()
                && asked.purpose() == Purpose.OTHER
                && !holds(PermitKind.CUSTOMS_NOTICE, asked, used, permits)) {
            return Refusal.of(BookingsReason.CUSTOMS_NOTICE_MISSING, "purpose", asked.purpose());
        }
        return null;
    }

    private static boolean holds(
            PermitKind kind,
            BookingRequested asked,
            Instant at,
            Function<Id<Permit>, Optional<Permit>> permits) {
        return permits.apply(Permit.idOf(kind, asked.resource(), asked.firm()))
                .filter(permit -> permit.holdsAt(at))
                .isPresent();
    }

    /// Why a time is not free, in the words of what is there.
    static Refusal taken(Busy there, Period asked) {
        BookingsReason reason =
                switch (there.kind()) {
                    case BOOKING -> BookingsReason.SLOT_TAKEN;
                    case MAINTENANCE -> BookingsReason.MAINTENANCE;
                    case CLOSURE -> BookingsReason.CLOSURE;
                    case RESERVED -> BookingsReason.RESERVED;
                    case EXTERNAL -> BookingsReason.BUSY_ELSEWHERE;
                };
        Instant from = there.from().isAfter(asked.from()) ? there.from() : asked.from();
        Instant until = there.until().isBefore(asked.until()) ? there.until() : asked.until();
        return Refusal.of(reason, "from", from).with("until", until);
    }

    /// The day by which samples are done: those ahead and one's own, at the machine's daily
    /// capacity, from the next open day on. A machine without opening hours works on working days.
    ///
    /// @param ahead samples in the queue before these
    static LocalDate promised(
            BookingTerms terms, int ahead, int samples, LocalDate today, WorkingDays days) {
        int left = ahead + samples;
        LocalDate day = today;
        for (int i = 0; i < DAYS_SEARCHED; i++) {
            day = day.plusDays(1);
            left -= capacity(terms, day, days);
            if (left <= 0) {
                return day;
            }
        }
        return day;
    }

    /// Samples that can be measured on a day: its open minutes by the shortest use there is.
    private static int capacity(BookingTerms terms, LocalDate day, WorkingDays days) {
        int each = terms.minMinutes() > 0 ? terms.minMinutes() : MINUTES_A_SAMPLE;
        if (!days.isWorkingDay(day)) {
            return 0;
        }
        List<OpenHours> hours = terms.hours();
        DayOfWeek weekday = day.getDayOfWeek();
        int open =
                hours.isEmpty()
                        ? MINUTES_A_DAY
                        : hours.stream()
                                .filter(some -> some.covers(weekday))
                                .mapToInt(some -> some.untilMinute() - some.fromMinute())
                                .sum();
        return open == 0 ? 0 : Math.max(1, open / each);
    }
}
