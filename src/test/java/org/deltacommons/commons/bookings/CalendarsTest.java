package org.deltacommons.commons.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.bookings.BookingMother.NOW;
import static org.deltacommons.commons.bookings.BookingMother.at;

import java.time.Duration;
import java.util.List;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.junit.jupiter.api.Test;

/// Free times between busy ones, and calendars in and out; no database.
class CalendarsTest {

    private static final BookingTerms TERMS = BookingMother.terms(false);
    private static final Period HORIZON = new Period(NOW, NOW.plus(Duration.ofDays(60)));

    private static Busy busy(BusyKind kind, String from, String until) {
        return new Busy("b", kind, at(from), at(until), "不公开的备注");
    }

    private static Period during(String from, String until) {
        return new Period(at(from), at(until));
    }

    @Test
    void what_is_free_leaves_room_for_the_buffer_and_lies_on_the_grid() {
        List<Busy> there =
                List.of(
                        busy(BusyKind.BOOKING, "2026-03-05T11:30", "2026-03-05T13:00"),
                        busy(BusyKind.MAINTENANCE, "2026-03-05T20:30", "2026-03-05T22:30"));
        assertThat(Gaps.free(TERMS, during("2026-03-05T00:00", "2026-03-06T00:00"), there, NOW))
                .containsExactly(
                        // Until 10:30: a booking until 11:30 would need its buffer till 12:00.
                        during("2026-03-05T08:30", "2026-03-05T10:30"),
                        during("2026-03-05T13:30", "2026-03-05T19:30"));
    }

    @Test
    void nothing_is_free_within_the_notice_or_where_nothing_can_be_booked() {
        assertThat(Gaps.free(TERMS, during("2026-03-03T00:00", "2026-03-04T00:00"), List.of(), NOW))
                .isEmpty();
        assertThat(
                        Gaps.free(
                                BookingTerms.NONE,
                                during("2026-03-05T00:00", "2026-03-06T00:00"),
                                List.of(),
                                NOW))
                .isEmpty();
    }

    @Test
    void whatever_is_called_free_can_be_booked() {
        List<Busy> there = List.of(busy(BusyKind.BOOKING, "2026-03-05T11:30", "2026-03-05T13:00"));
        for (Period gap :
                Gaps.free(TERMS, during("2026-03-04T00:00", "2026-03-08T00:00"), there, NOW)) {
            Period slot = new Period(gap.from(), gap.from().plus(Duration.ofHours(1)));
            assertThat(Intake.slot(slot, TERMS, NOW)).isNull();
            Period held = new Period(slot.from(), slot.until().plus(Duration.ofMinutes(30)));
            assertThat(there).noneMatch(one -> one.during().overlaps(held));
        }
    }

    @Test
    void a_calendar_that_goes_out_comes_in_again_with_the_same_times_and_no_names() {
        List<Busy> there =
                List.of(
                        busy(BusyKind.BOOKING, "2026-03-05T09:30", "2026-03-05T12:30"),
                        busy(BusyKind.MAINTENANCE, "2026-03-13T08:30", "2026-03-13T22:30"));
        String text = ICalendars.write(there, "res-1", one -> "扫描电镜 · " + one.kind());
        assertThat(text).contains("BEGIN:VCALENDAR").doesNotContain("不公开");
        List<Busy> again = ICalendars.read(text, HORIZON).orThrow();
        assertThat(again)
                .extracting(Busy::during)
                .containsExactlyInAnyOrder(there.get(0).during(), there.get(1).during());
        assertThat(again).allMatch(one -> one.kind() == BusyKind.EXTERNAL && one.note().isEmpty());
    }

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1@test\r\n"
                + "DTSTAMP:20260301T000000Z\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    @Test
    void weekly_events_are_expanded_within_the_horizon_and_transparent_ones_left_out() {
        String weekly =
                calendar(
                        "DTSTART;TZID=Asia/Shanghai:20260306T090000",
                        "DTEND;TZID=Asia/Shanghai:20260306T110000",
                        "RRULE:FREQ=WEEKLY;COUNT=4");
        assertThat(ICalendars.read(weekly, HORIZON).orThrow())
                .extracting(Busy::from)
                .containsExactlyInAnyOrder(
                        at("2026-03-06T09:00"),
                        at("2026-03-13T09:00"),
                        at("2026-03-20T09:00"),
                        at("2026-03-27T09:00"));
        String transparent =
                calendar(
                        "DTSTART:20260306T010000Z", "DTEND:20260306T030000Z", "TRANSP:TRANSPARENT");
        assertThat(ICalendars.read(transparent, HORIZON).orThrow()).isEmpty();
    }

    @Test
    void a_whole_day_is_the_whole_day_in_shanghai() {
        String day = calendar("DTSTART;VALUE=DATE:20260306", "DTEND;VALUE=DATE:20260307");
        assertThat(ICalendars.read(day, HORIZON).orThrow())
                .extracting(Busy::during)
                .containsExactly(during("2026-03-06T00:00", "2026-03-07T00:00"));
    }

    @Test
    void nonsense_and_what_would_never_end_is_refused() {
        for (String bad :
                List.of(
                        "",
                        "hello",
                        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
                        calendar(
                                "DTSTART:20260306T010000Z",
                                "DTEND:20260306T010001Z",
                                "RRULE:FREQ=SECONDLY"),
                        calendar(
                                "DTSTART:20260306T010000Z",
                                "DTEND:20260306T010001Z",
                                "RRULE:FREQ=SEC\r\n ONDLY"))) {
            assertThat(ICalendars.read(bad, HORIZON))
                    .as(bad)
                    .isEqualTo(Outcome.refused(BookingsReason.CALENDAR_INVALID));
        }
    }
}
