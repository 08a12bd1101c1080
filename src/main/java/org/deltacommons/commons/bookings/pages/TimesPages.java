package org.deltacommons.commons.bookings.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deltacommons.commons.bookings.Agendas;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.bookings.ICalendars;
import org.deltacommons.commons.bookings.OwnCalendar;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourcePanel;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// When a resource is free: on its own page, as a page of weeks, and as iCalendar.
@Controller
@Order(10)
class TimesPages implements ResourcePanel {

    private static final String ICALENDAR = "text/calendar;charset=UTF-8";
    private static final Duration PAST = Duration.ofDays(7);
    private static final int BOOKINGS_MAX = 1_000;

    private final Weeks weeks;
    private final Availability availability;
    private final Records records;
    private final Words words;
    private final Clock clock;

    TimesPages(Weeks weeks, Availability availability, Records records, Words words, Clock clock) {
        this.weeks = weeks;
        this.availability = availability;
        this.records = records;
        this.words = words;
        this.clock = clock;
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
    }

    /// The week as it was asked for.
    private record WeekPanel(Supplier<WeekPage> week) implements ResourcePanel {

        @Override
        public List<PanelView> panels(Resource resource, Actor actor) {
            return List.of(
                    PanelView.of("bookings.times.title", "bookings/week :: panel", week.get()));
        }
    }

    @Override
    public ResourcePanel asking(Together together, Resource resource, Actor actor) {
        if (!resource.state().isListed() || !resource.terms().hasSlots()) {
            return this;
        }
        // The first week in which something can be booked after the notice.
        LocalDate day =
                clock.instant()
                        .plus(Duration.ofHours(resource.terms().noticeHours()))
                        .atZone(WorkingDays.ZONE)
                        .toLocalDate();
        return new WeekPanel(weeks.page(resource, day, actor, together));
    }

    @GetMapping("/resources/{id}/times")
    ModelAndView times(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            Actor actor) {
        Resource resource = Staff.listed(records, id);
        return new ModelAndView(
                "bookings/times", Map.of("page", weeks.page(resource, day(from), actor)));
    }

    private LocalDate day(@Nullable String text) {
        try {
            LocalDate day = text == null ? today() : LocalDate.parse(text.strip());
            return day.isBefore(today().minusYears(1)) || day.isAfter(today().plusYears(1))
                    ? today()
                    : day;
        } catch (DateTimeException _) {
            return today();
        }
    }

    /// Busy times for anybody's calendar program: no names, no purposes.
    @GetMapping("/resources/{id}/calendar.ics")
    ResponseEntity<String> calendar(@PathVariable String id) {
        Resource resource = Staff.listed(records, id);
        return answer(
                ICalendars.write(
                        availability.busy(resource, horizon()),
                        id,
                        busy ->
                                resource.title()
                                        + " · "
                                        + words.say("enum.BusyKind." + busy.kind())));
    }

    private Period horizon() {
        Instant now = clock.instant();
        return new Period(now.minus(PAST), now.plus(Agendas.HORIZON));
    }

    /// All bookings of a provider with who comes, for those who know the secret address.
    @GetMapping("/providers/{provider}/calendar/{secret}.ics")
    ResponseEntity<String> calendar(@PathVariable String provider, @PathVariable String secret) {
        boolean known =
                provider.matches("[A-Za-z0-9-]{1,60}")
                        && records.find(OwnCalendar.class, OwnCalendar.idOf(provider))
                                .filter(own -> own.secret().length() >= secret.length())
                                .filter(own ->
                                        java.security.MessageDigest.isEqual(
                                                bytes(own.secret()), bytes(secret)))
                                .isPresent();
        if (!known) {
            throw new RefusedException(BookingsReason.RESOURCE_NOT_FOUND);
        }
        Period horizon = horizon();
        List<Booking> bookings =
                records.list(
                        Booking.class,
                        "t.provider = :provider AND t.slot_from < :until::timestamptz"
                                + " AND t.slot_until > :from::timestamptz",
                        "t.slot_from, t.id",
                        Map.of(
                                "provider", provider,
                                "from", horizon.from().toString(),
                                "until", horizon.until().toString()),
                        BOOKINGS_MAX);
        List<Busy> busy = new ArrayList<>();
        for (Booking booking : bookings) {
            if (booking.state().holdsSlot()) {
                booking.slot()
                        .ifPresent(slot ->
                                busy.add(
                                        new Busy(
                                                booking.id().value(),
                                                BusyKind.BOOKING,
                                                slot.from(),
                                                slot.until(),
                                                booking.title())));
            }
        }
        return answer(ICalendars.write(busy, provider, Busy::note));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ResponseEntity<String> answer(String calendar) {
        return ResponseEntity.ok()
                .header("Content-Type", ICALENDAR)
                .header("Cache-Control", "max-age=300")
                .body(calendar);
    }

    static <T> Id<T> id(String text) {
        try {
            return Id.of(text);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(BookingsReason.ENTRY_NOT_FOUND);
        }
    }
}
