package org.deltacommons.commons.bookings.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deltacommons.commons.bookings.Agenda;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.TimeCell;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Period;
import org.springframework.stereotype.Component;

/// Draws a week.
@Component
class Weeks {

    private static final int DAYS = 7;
    private static final int CELL_MINUTES_MAX = 240;
    private static final int OWN_MAX = 100;
    private static final int MINUTES_AN_HOUR = 60;

    private final Availability availability;
    private final Records records;
    private final Words words;
    private final Clock clock;

    Weeks(Availability availability, Records records, Words words, Clock clock) {
        this.availability = availability;
        this.records = records;
        this.words = words;
        this.clock = clock;
    }

    WeekPage page(Resource resource, LocalDate day, Actor actor) {
        return page(resource, day, actor, records.together()).get();
    }

    /// The same, asked with other questions.
    Supplier<WeekPage> page(Resource resource, LocalDate day, Actor actor, Together together) {
        LocalDate monday = Agenda.mondayOf(day);
        Period week = days(monday, monday.plusDays(DAYS));
        Supplier<Availability.Times> times = availability.times(resource, week, together);
        Supplier<List<Period>> own = own(resource, week, actor, together);
        return () -> page(resource, monday, times.get(), own.get());
    }

    private WeekPage page(
            Resource resource, LocalDate monday, Availability.Times times, List<Period> own) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        Availability.Free free = times.free();
        BookingTerms terms = resource.terms();
        boolean slots = terms.allows(BookingMode.SLOT) && terms.hasSlots();
        String path = "/resources/" + resource.id() + "/times?from=";
        return new WeekPage(
                resource.details().name(words.english()),
                resource.id().value(),
                monday,
                slots,
                IntStream.range(0, DAYS).mapToObj(monday::plusDays).toList(),
                today,
                slots ? hours(resource, monday, times, own) : List.of(),
                free.periods().stream()
                        .map(one -> new WeekPage.Offer(one, order(resource, one)))
                        .toList(),
                terms.noticeHours(),
                terms.cancelHours(),
                free.lastSynchronised(),
                times.externalAt(),
                monday.isAfter(Agenda.mondayOf(today)) ? path + monday.minusWeeks(1) : null,
                path + monday.plusWeeks(1));
    }

    private static Period days(LocalDate from, LocalDate until) {
        return new Period(
                from.atStartOfDay(WorkingDays.ZONE).toInstant(),
                until.atStartOfDay(WorkingDays.ZONE).toInstant());
    }

    private List<WeekPage.Hour> hours(
            Resource resource, LocalDate monday, Availability.Times times, List<Period> own) {
        BookingTerms terms = resource.terms();
        int step = step(terms.slotMinutes());
        int first = terms.hours().stream().mapToInt(OpenHours::fromMinute).min().orElse(0);
        int last = terms.hours().stream().mapToInt(OpenHours::untilMinute).max().orElse(0);
        List<WeekPage.Hour> hours = new ArrayList<>();
        for (int minute = first; minute < last; minute += step) {
            List<TimeCell> cells = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                Instant from =
                        monday.plusDays(day)
                                .atStartOfDay(WorkingDays.ZONE)
                                .plusMinutes(minute)
                                .toInstant();
                Period cell = new Period(from, from.plus(Duration.ofMinutes(step)));
                cells.add(cell(resource, cell, times, own));
            }
            hours.add(
                    new WeekPage.Hour(
                            "%d:%02d".formatted(minute / MINUTES_AN_HOUR, minute % MINUTES_AN_HOUR),
                            cells));
        }
        return hours;
    }

    /// An hour, or so many slots as fill one; what is free of an hour that is partly taken stands
    /// in the list below.
    private static int step(int slot) {
        int filling = slot * Math.ceilDiv(MINUTES_AN_HOUR, slot);
        return filling > CELL_MINUTES_MAX ? MINUTES_AN_HOUR : filling;
    }

    private static Supplier<List<Period>> own(
            Resource resource, Period week, Actor actor, Together together) {
        List<String> places =
                actor.memberships().stream().map(Membership::where).distinct().toList();
        if (places.isEmpty()) {
            return List::of;
        }
        Supplier<List<Booking>> bookings =
                together.list(
                        Booking.class,
                        "t.resource = :resource AND t.firm IN (:firms)"
                                + " AND t.slot_from < :until::timestamptz"
                                + " AND t.slot_until > :from::timestamptz",
                        "t.slot_from",
                        Map.of(
                                "resource", resource.id().value(),
                                "firms", places,
                                "from", week.from().toString(),
                                "until", week.until().toString()),
                        OWN_MAX);
        return () ->
                bookings.get().stream()
                        .filter(booking -> booking.state().holdsSlot())
                        .flatMap(booking -> booking.slot().stream())
                        .toList();
    }

    private TimeCell cell(
            Resource resource, Period cell, Availability.Times times, List<Period> own) {
        if (own.stream().anyMatch(cell::overlaps)) {
            return new TimeCell("own", words.say("bookings.cell.own"), null);
        }
        Busy there =
                times.busy().stream()
                        .filter(one -> one.during().overlaps(cell))
                        .findFirst()
                        .orElse(null);
        if (there != null) {
            String kind = there.kind() == BusyKind.BOOKING ? "taken" : "maintenance";
            return new TimeCell(kind, words.show(there.kind()), null);
        }
        if (!resource.terms().isOpen(cell)) {
            return new TimeCell("closed", words.say("bookings.cell.closed"), null);
        }
        Period wanted = wanted(cell, resource.terms());
        boolean offered =
                times.free().periods().stream()
                        .anyMatch(gap ->
                                !gap.from().isAfter(wanted.from())
                                        && !gap.until().isBefore(wanted.until()));
        return offered
                ? new TimeCell(
                        "free",
                        words.say("bookings.cell.book", "slot", wanted),
                        order(resource, wanted))
                : new TimeCell("early", words.say("bookings.cell.early"), null);
    }

    /// From a box on at least the shortest booking.
    private static Period wanted(Period cell, BookingTerms terms) {
        Instant shortest = cell.from().plus(Duration.ofMinutes(terms.minMinutes()));
        return shortest.isAfter(cell.until()) ? new Period(cell.from(), shortest) : cell;
    }

    /// Where a free time leads: the order's page, which shows what the voucher pays first.
    private static String order(Resource resource, Period slot) {
        // A week has some hundred of them, and nothing in them needs encoding.
        return "/orders/new?resource="
                + resource.id()
                + "&mode=SLOT&from="
                + LocalDateTime.ofInstant(slot.from(), WorkingDays.ZONE)
                + "&minutes="
                + minutes(resource.terms(), slot);
    }

    /// A long free stretch is offered up to the longest booking.
    private static long minutes(BookingTerms terms, Period slot) {
        return Math.min(terms.maxMinutes(), slot.length().toMinutes());
    }
}
