package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.OpenHours;
import org.deltacommons.kernel.Period;
import org.junit.jupiter.api.Test;

/// Thursday, 5 March 2026, open 9 to 13, slots of an hour from one to three hours.
class SlotChoicesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);

    private static Instant at(String time) {
        return Ways.Desk.at(DAY + "T" + time);
    }

    private static SlotChoices choices(List<Period> free, List<Busy> busy) {
        BookingTerms terms =
                new BookingTerms(
                        List.of(BookingMode.SLOT),
                        60,
                        60,
                        180,
                        0,
                        24,
                        24,
                        List.of(new OpenHours(1, 7, 9 * 60, 13 * 60)),
                        false);
        return new SlotChoices(terms, free, busy, at("10:00").minusSeconds(86_400));
    }

    @Test
    void what_others_booked_can_be_waited_for_and_maintenance_cannot() {
        SlotChoices choices =
                choices(
                        List.of(new Period(at("12:00"), at("13:00"))),
                        List.of(
                                new Busy("b", BusyKind.BOOKING, at("10:00"), at("11:00"), ""),
                                new Busy("m", BusyKind.MAINTENANCE, at("11:00"), at("12:00"), "")));
        assertThat(choices.starts(DAY))
                .extracting(SlotChoices.Start::value, SlotChoices.Start::taken)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(DAY + "T10:00", true),
                        org.assertj.core.groups.Tuple.tuple(DAY + "T12:00", false));
    }

    @Test
    void nothing_is_offered_within_the_notice_or_before_it_opens() {
        SlotChoices choices = choices(List.of(new Period(at("10:00"), at("13:00"))), List.of());
        assertThat(choices.starts(DAY))
                .extracting(SlotChoices.Start::value)
                .containsExactly(DAY + "T10:00", DAY + "T11:00", DAY + "T12:00");
        assertThat(choices.starts(DAY.minusDays(1))).isEmpty();
        assertThat(choices.days()).containsExactly(DAY);
    }

    @Test
    void no_length_is_offered_that_no_beginning_has_room_for() {
        SlotChoices two = choices(List.of(new Period(at("11:00"), at("13:00"))), List.of());
        assertThat(two.lengths(two.starts(DAY))).containsExactly(60, 120);
        SlotChoices none = choices(List.of(), List.of());
        assertThat(none.lengths(List.of())).isEmpty();
        assertThat(none.days()).isEmpty();
    }
}
