package org.deltacommons.commons.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.bookings.BookingMother.NOW;
import static org.deltacommons.commons.bookings.BookingMother.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the terms say, without any database.
class BookingDecisionsTest {

    private static final BookingTerms TERMS = BookingMother.terms(false);

    private static @Nullable Refusal slot(String from, String until) {
        return Intake.slot(new Period(at(from), at(until)), TERMS, NOW);
    }

    private static void refused(@Nullable Refusal why, BookingsReason reason) {
        assertThat(why).isNotNull();
        assertThat(why.code()).isEqualTo(reason.code());
    }

    @Test
    void a_slot_on_the_grid_within_opening_hours_is_fine() {
        assertThat(slot("2026-03-05T09:30", "2026-03-05T12:30")).isNull();
        assertThat(slot("2026-03-05T08:30", "2026-03-05T16:30")).isNull();
        // Open until 22:30, half-open: the last hour ends exactly then.
        assertThat(slot("2026-03-05T21:30", "2026-03-05T22:30")).isNull();
    }

    @Test
    void each_term_is_enforced_by_the_home_and_not_only_by_the_page() {
        refused(slot("2026-03-02T08:30", "2026-03-02T09:30"), BookingsReason.IN_THE_PAST);
        refused(slot("2026-03-03T09:30", "2026-03-03T10:30"), BookingsReason.NOTICE_TOO_SHORT);
        refused(slot("2026-03-05T09:30", "2026-03-05T10:00"), BookingsReason.TOO_SHORT);
        refused(slot("2026-03-05T08:30", "2026-03-05T17:30"), BookingsReason.TOO_LONG);
        refused(slot("2026-03-05T09:00", "2026-03-05T10:00"), BookingsReason.OFF_GRID);
        refused(slot("2026-03-05T09:30", "2026-03-05T11:00"), BookingsReason.OFF_GRID);
        refused(slot("2026-03-05T22:30", "2026-03-05T23:30"), BookingsReason.CLOSED);
        refused(slot("2026-03-08T09:30", "2026-03-08T10:30"), BookingsReason.CLOSED);
        refused(slot("2027-06-01T09:30", "2027-06-01T10:30"), BookingsReason.TOO_FAR);
    }

    @Test
    void notice_is_met_to_the_minute() {
        Period slot = new Period(at("2026-03-04T09:30"), at("2026-03-04T10:30"));
        assertThat(Intake.slot(slot, TERMS, at("2026-03-02T09:30"))).isNull();
        refused(Intake.slot(slot, TERMS, at("2026-03-02T09:31")), BookingsReason.NOTICE_TOO_SHORT);
    }

    @Test
    void self_operation_asks_for_a_training_certificate_that_holds_on_the_day() {
        Resource sem = BookingMother.resource("res-d1", BookingMother.terms(true), false);
        BookingRequested asked =
                BookingMother.slot(
                        "ord-d1", "res-d1", "2026-03-05T09:30", "2026-03-05T10:30", false);
        Permit permit = BookingMother.permit(PermitKind.TRAINING, "res-d1", asked.firm());
        refused(obstacle(asked, sem, null), BookingsReason.TRAINING_MISSING);
        assertThat(obstacle(asked, sem, permit)).isNull();
        refused(obstacle(asked, sem, permit.withdrawn("m", NOW)), BookingsReason.TRAINING_MISSING);
        // Whoever sends samples operates nothing.
        assertThat(obstacle(BookingMother.samples("ord-d2", "res-d1", 3), sem, null)).isNull();
    }

    @Test
    void a_duty_free_instrument_serves_another_purpose_only_with_the_customs_notice() {
        Resource sem = BookingMother.resource("res-d2", TERMS, true);
        BookingRequested asked = BookingMother.samples("ord-d3", "res-d2", 3);
        assertThat(obstacle(asked, sem, null)).isNull();
        BookingRequested other = BookingMother.forPurpose(asked, Purpose.OTHER);
        refused(obstacle(other, sem, null), BookingsReason.CUSTOMS_NOTICE_MISSING);
        assertThat(
                        obstacle(
                                other,
                                sem,
                                BookingMother.permit(
                                        PermitKind.CUSTOMS_NOTICE, "res-d2", other.firm())))
                .isNull();
    }

    private static @Nullable Refusal obstacle(
            BookingRequested asked, Resource resource, @Nullable Permit permit) {
        return Intake.obstacle(
                asked,
                resource,
                NOW,
                id -> Optional.ofNullable(permit).filter(p -> p.id().equals(id)));
    }

    @Test
    void what_is_due_is_the_price_for_what_was_done_and_never_more() {
        Money price = Money.yuan(4_800);
        assertThat(Serving.due(price, 480, 480)).isEqualTo(price);
        assertThat(Serving.due(price, 600, 480)).isEqualTo(price);
        assertThat(Serving.due(price, 180, 480)).isEqualTo(Money.yuan(1_800));
        assertThat(Serving.due(price, 0, 480)).isEqualTo(Money.ZERO);
        // Down to the fen.
        assertThat(Serving.due(Money.yuan(100), 1, 3)).isEqualTo(new Money(3_333));
    }

    @Test
    void no_hour_is_logged_twice_and_none_before_it_is_over() {
        Work work =
                Work.NONE
                        .started(at("2026-03-05T08:00"), "操作员")
                        .stopped(at("2026-03-05T10:00"), null, false, "");
        Instant now = at("2026-03-05T12:00");
        assertThat(Serving.notLoggable(work, log("2026-03-05T09:59", "2026-03-05T11:00"), now))
                .extracting(Refusal::code)
                .isEqualTo(BookingsReason.LOG_OVERLAPS.code());
        assertThat(Serving.notLoggable(work, log("2026-03-05T07:00", "2026-03-05T11:00"), now))
                .extracting(Refusal::code)
                .isEqualTo(BookingsReason.LOG_OVERLAPS.code());
        assertThat(Serving.notLoggable(work, log("2026-03-05T11:00", "2026-03-05T12:01"), now))
                .extracting(Refusal::code)
                .isEqualTo(BookingsReason.LOG_IN_FUTURE.code());
        // Half open: one stretch may begin where another ended.
        assertThat(Serving.notLoggable(work, log("2026-03-05T10:00", "2026-03-05T12:00"), now))
                .isNull();
    }

    private static LogForm log(String from, String until) {
        return new LogForm(at(from), at(until), "补录");
    }

    @Test
    void samples_are_promised_by_the_machines_daily_capacity() {
        WorkingDays days = new WorkingDays(year -> null);
        LocalDate monday = LocalDate.of(2026, 3, 2);
        // Fourteen open hours, one a sample.
        assertThat(Intake.promised(TERMS, 0, 14, monday, days)).isEqualTo(monday.plusDays(1));
        assertThat(Intake.promised(TERMS, 0, 15, monday, days)).isEqualTo(monday.plusDays(2));
        assertThat(Intake.promised(TERMS, 42, 14, monday, days)).isEqualTo(monday.plusDays(4));
        // The weekend is no working day, even if the machine is open on Saturdays.
        assertThat(Intake.promised(TERMS, 56, 1, monday, days)).isEqualTo(monday.plusDays(7));
    }

    @Test
    void half_open_neighbours_do_not_meet_and_a_busy_time_over_midnight_stands_in_both_weeks() {
        Period sunday = new Period(at("2026-03-08T20:00"), at("2026-03-09T02:00"));
        assertThat(Agenda.weeksOf(sunday))
                .containsExactly(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 9));
        assertThat(Agenda.weeksOf(new Period(at("2026-03-08T20:00"), at("2026-03-09T00:00"))))
                .containsExactly(LocalDate.of(2026, 3, 2));
    }

    @Test
    void what_others_may_know_of_an_agenda_has_no_names() {
        Instant from = at("2026-03-05T09:30");
        Agenda week =
                Agenda.empty(Province.SHANGHAI, "res", LocalDate.of(2026, 3, 2), NOW)
                        .with(
                                List.of(
                                        new Busy(
                                                "bkg-1",
                                                BusyKind.MAINTENANCE,
                                                from,
                                                from.plusSeconds(3_600),
                                                "换灯丝，联系王工")),
                                NOW);
        assertThat(week.published().busy())
                .containsExactly(
                        new Busy("", BusyKind.MAINTENANCE, from, from.plusSeconds(3_600), ""));
    }
}
