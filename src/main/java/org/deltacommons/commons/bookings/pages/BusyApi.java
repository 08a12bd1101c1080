package org.deltacommons.commons.bookings.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.commons.bookings.Agendas;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.bookings.ICalendars;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Free and busy times for machines: anybody reads, the provider's own system writes.
@RestController
class BusyApi {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration SPAN_MAX = Duration.ofDays(62);
    private static final int BYTES_MAX = 2_000_000;

    /// @param until first instant after
    record Span(Instant from, Instant until) {}

    record FreeTimes(List<Span> items, @Nullable Instant lastSynchronised) {}

    /// @param busy all that is busy from now on; what is not named is not busy any more
    record Told(List<Span> busy) {}

    private final Availability availability;
    private final Agendas agendas;
    private final Records records;
    private final Clock clock;

    BusyApi(Availability availability, Agendas agendas, Records records, Clock clock) {
        this.availability = availability;
        this.agendas = agendas;
        this.records = records;
        this.clock = clock;
    }

    /// @param from now unless given
    /// @param until a week later unless given; at most 62 days
    @GetMapping(path = "/api/v1/resources/{id}/free", produces = "application/json")
    FreeTimes free(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        Resource resource = Staff.listed(records, id);
        Instant first = from == null ? clock.instant() : from;
        Instant last = until == null ? first.plus(WEEK) : until;
        if (!first.isBefore(last) || last.isAfter(first.plus(SPAN_MAX))) {
            throw new RefusedException(BookingsReason.REQUEST_INVALID);
        }
        Availability.Free free = availability.free(resource, new Period(first, last));
        return new FreeTimes(
                free.periods().stream().map(one -> new Span(one.from(), one.until())).toList(),
                free.lastSynchronised());
    }

    @PutMapping(
            path = "/api/v1/resources/{id}/busy",
            consumes = {"text/calendar", "application/json"},
            produces = "application/json")
    Agendas.Entered busy(
            @PathVariable String id,
            @RequestBody byte[] body,
            @RequestHeader("Content-Type") String type,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (body.length > BYTES_MAX) {
            throw new RefusedException(BookingsReason.CALENDAR_INVALID);
        }
        Resource resource = Staff.listed(records, id);
        String text = new String(body, StandardCharsets.UTF_8);
        Outcome<List<Busy>> busy =
                type.startsWith("text/calendar") ? ICalendars.read(text, horizon()) : spans(text);
        Outcome<Agendas.Entered> outcome =
                busy.then(all ->
                        agendas.replace(
                                actor,
                                resource,
                                all,
                                actor.client() == null ? "API" : actor.client(),
                                key));
        return switch (outcome) {
            case Outcome.Done<Agendas.Entered>(Agendas.Entered entered) -> entered;
            case Outcome.Refused<Agendas.Entered>(Refusal why) -> throw new RefusedException(why);
        };
    }

    private Period horizon() {
        Instant now = clock.instant();
        return new Period(now, now.plus(Agendas.HORIZON));
    }

    private static Outcome<List<Busy>> spans(String text) {
        try {
            Told told = Json.read(text, Told.class);
            List<Busy> busy = new ArrayList<>();
            for (Span span : told.busy()) {
                busy.add(
                        new Busy(
                                "x-" + Json.digest(span).substring(0, 12),
                                BusyKind.EXTERNAL,
                                span.from(),
                                span.until(),
                                ""));
            }
            return Outcome.done(busy);
        } catch (RuntimeException _) {
            // Whatever cannot be read, or ends before it begins.
            return Outcome.refused(BookingsReason.CALENDAR_INVALID);
        }
    }
}
