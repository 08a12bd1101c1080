package org.deltacommons.commons.bookings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;

/// iCalendar (RFC 5545) in and out. What comes in is only a time; summaries and people are dropped.
public final class ICalendars {

    private static final int CHARACTERS_MAX = 2_000_000;
    private static final int BUSY_MAX = 1_000;

    /// Would be expanded into millions; no machine is busy by the second.
    private static final Pattern TOO_FINE = Pattern.compile("(?i)FREQ=(SECONDLY|MINUTELY)");

    private ICalendars() {}

    /// @param horizon repeated events are expanded within it, others are taken if they touch it
    public static Outcome<List<Busy>> read(String text, Period horizon) {
        if (text.length() > CHARACTERS_MAX || TOO_FINE.matcher(unfolded(text)).find()) {
            return Outcome.refused(BookingsReason.CALENDAR_INVALID);
        }
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(text));
            List<Busy> busy = new ArrayList<>();
            for (VEvent event : calendar.<VEvent>getComponents("VEVENT")) {
                if (isBusy(event)) {
                    add(event, horizon, busy);
                }
                if (busy.size() > BUSY_MAX) {
                    return Outcome.refused(
                            Refusal.of(BookingsReason.CALENDAR_TOO_MANY, "count", BUSY_MAX));
                }
            }
            return Outcome.done(busy);
        } catch (IOException | ParserException | RuntimeException unreadable) {
            // The library answers nonsense with whatever exception it meets.
            return Outcome.refused(BookingsReason.CALENDAR_INVALID);
        }
    }

    private static String unfolded(String text) {
        return text.replaceAll("\\r?\\n[ \\t]", "");
    }

    private static boolean isBusy(VEvent event) {
        return !says(event, "TRANSP", "TRANSPARENT") && !says(event, "STATUS", "CANCELLED");
    }

    private static boolean says(VEvent event, String property, String value) {
        return event.getProperty(property)
                .map(Property::getValue)
                .filter(value::equalsIgnoreCase)
                .isPresent();
    }

    private static void add(VEvent event, Period horizon, List<Busy> busy) {
        Set<net.fortuna.ical4j.model.Period<Temporal>> times =
                event.calculateRecurrenceSet(
                        new net.fortuna.ical4j.model.Period<>(
                                horizon.from().atZone(WorkingDays.ZONE),
                                horizon.until().atZone(WorkingDays.ZONE)));
        String uid =
                event.getUid().map(Uid::getValue).orElseGet(() -> String.valueOf(event.hashCode()));
        for (net.fortuna.ical4j.model.Period<Temporal> time : times) {
            Instant from = instant(time.getStart());
            Instant until = instant(time.getEnd());
            if (from.isBefore(until) && new Period(from, until).overlaps(horizon)) {
                busy.add(
                        new Busy(
                                "x-" + Json.digest(List.of(uid, from.toString())).substring(0, 12),
                                BusyKind.EXTERNAL,
                                from,
                                until,
                                ""));
            }
        }
    }

    /// A time without zone is Shanghai's; a day begins at midnight.
    private static Instant instant(Temporal time) {
        return switch (time) {
            case Instant instant -> instant;
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(WorkingDays.ZONE).toInstant();
            case LocalDate day -> day.atStartOfDay(WorkingDays.ZONE).toInstant();
            default -> throw new IllegalArgumentException("not a time: " + time);
        };
    }

    /// @param summary what each entry is called
    public static String write(List<Busy> busy, String owner, Function<Busy, String> summary) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//Delta Commons//Bookings//ZH"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        for (Busy one : busy) {
            VEvent event = new VEvent(one.from(), one.until(), summary.apply(one));
            event.add(
                    new Uid(
                            Json.digest(List.of(owner, one.from().toString(), one.kind().name()))
                                            .substring(0, 24)
                                    + "@deltacommons"));
            calendar.add(event);
        }
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
