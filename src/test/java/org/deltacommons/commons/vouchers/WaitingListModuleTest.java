package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.vouchers.Ways.refused;

import java.time.Instant;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.foundation.procedures.Deadlines;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Two firms want one slot of an instrument in Shanghai: who comes second waits, is offered it when
/// the first lets go, and gets every fen back if nothing comes of it.
@WaysContext
class WaitingListModuleTest {

    private static final String MACHINE = "SC-NANOI-001";

    @Autowired Ways.Desk desk;
    @Autowired Deadlines deadlines;

    private record Pair(
            Ways.Firm first, String had, Ways.Firm second, String waits, String voucher) {}

    /// The first has the slot, the second waits for it with its money held.
    private Pair pair(String from, String until) {
        Ways.Firm first = desk.firm("320509");
        Ways.Firm second = desk.firm("340500");
        String voucher = desk.inMaanshan(second, 10_000);
        String had = desk.placed(first, desk.slot(first, MACHINE, from, until, null, false));
        String waits = desk.placed(second, desk.slot(second, MACHINE, from, until, voucher, true));
        assertThat(desk.order(had).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.order(waits).state()).isEqualTo(OrderState.WAITING);
        // Four hours at 480 yuan, half of it by voucher.
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(960));
        return new Pair(first, had, second, waits, voucher);
    }

    private void cancelled(Pair pair) {
        desk.done(
                desk.orders(),
                pair.had(),
                "cancel",
                new VoucherForms.Because("样品未制成"),
                pair.first().person());
        assertThat(desk.order(pair.had()).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(desk.order(pair.waits()).state()).isEqualTo(OrderState.OFFERED);
    }

    @Test
    void the_second_is_offered_what_the_first_lets_go_and_takes_it() {
        Pair pair = pair("2026-03-17T09:00", "2026-03-17T13:00");
        cancelled(pair);
        Order offered = desk.order(pair.waits());
        // Two working days by the calendar of the slot's home, as the rule of today says.
        Instant due =
                desk.lane()
                        .read(
                                Province.SHANGHAI,
                                rows ->
                                        WorkingDays.of(rows, Province.SHANGHAI)
                                                .endAfter(desk.now(), 2));
        assertThat(offered.until()).isEqualTo(due);
        Task task = desk.records().find(Task.class, Id.<Task>of(pair.waits())).orElseThrow();
        assertThat(task.due()).isEqualTo(offered.until());
        assertThat(task.next()).containsExactly("FIRM_ENGINEER@" + pair.second().id());

        desk.done(
                desk.orders(), pair.waits(), "accept-offer", new NoForm(), pair.second().person());

        assertThat(desk.order(pair.waits()).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.booking(pair.waits()).state()).isEqualTo(BookingState.TAKEN);
        assertThat(desk.held(pair.voucher())).isEqualTo(Money.yuan(960));
        desk.booksBalance();
    }

    @Test
    void an_offer_let_go_gives_back_the_hold_and_passes_the_slot_on() {
        Pair pair = pair("2026-03-18T09:00", "2026-03-18T13:00");
        Ways.Firm third = desk.firm("330421");
        String next =
                desk.placed(
                        third,
                        desk.slot(
                                third,
                                MACHINE,
                                "2026-03-18T10:00",
                                "2026-03-18T12:00",
                                null,
                                true));
        cancelled(pair);
        assertThat(desk.order(next).state()).isEqualTo(OrderState.WAITING);
        refused(
                desk.act(
                        desk.orders(),
                        pair.waits(),
                        "decline-offer",
                        new NoForm(),
                        pair.first().person()),
                ProcedureReason.NOT_FOUND);

        desk.done(
                desk.orders(), pair.waits(), "decline-offer", new NoForm(), pair.second().person());

        assertThat(desk.order(pair.waits()).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(desk.held(pair.voucher())).isEqualTo(Money.ZERO);
        assertThat(desk.left(pair.voucher())).isEqualTo(Money.yuan(10_000));
        assertThat(desk.order(next).state()).isEqualTo(OrderState.OFFERED);
        desk.booksBalance();
    }

    @Test
    void an_offer_that_expires_ends_at_the_slots_home_and_the_money_comes_back_to_the_fen() {
        Pair pair = pair("2026-03-30T09:00", "2026-03-30T13:00");
        cancelled(pair);
        Instant until = desk.order(pair.waits()).until();
        desk.stage().clock.to(java.util.Objects.requireNonNull(until));

        refused(
                desk.act(
                        desk.orders(),
                        pair.waits(),
                        "accept-offer",
                        new NoForm(),
                        pair.second().person()),
                BookingsReason.OFFER_EXPIRED);
        // The firm's province does not release it by itself: only the slot's home ends the offer.
        assertThat(desk.order(pair.waits()).state()).isEqualTo(OrderState.OFFERED);
        assertThat(desk.held(pair.voucher())).isEqualTo(Money.yuan(960));

        deadlines.look();
        desk.stage().settle();

        assertThat(desk.booking(pair.waits()).state()).isEqualTo(BookingState.LAPSED);
        Order over = desk.order(pair.waits());
        assertThat(over.state()).isEqualTo(OrderState.REFUSED);
        assertThat(
                        java.util.Objects.requireNonNull(over.refusal())
                                .is(BookingsReason.OFFER_EXPIRED))
                .isTrue();
        assertThat(desk.held(pair.voucher())).isEqualTo(Money.ZERO);
        assertThat(desk.left(pair.voucher())).isEqualTo(Money.yuan(10_000));
        assertThat(desk.account("ceiling/340500/" + pair.second().id() + "/2026").held())
                .isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    void samples_stand_in_a_queue_and_never_in_the_waiting_list() {
        Ways.Firm firm = desk.firm("340500");
        VoucherForms.Place some = desk.samples(firm, 3, null);
        String order =
                desk.placed(
                        firm,
                        new VoucherForms.Place(
                                some.resource(),
                                some.firm(),
                                some.mode(),
                                null,
                                null,
                                some.units(),
                                some.purpose(),
                                some.description(),
                                null,
                                null,
                                true));
        assertThat(desk.order(order).state()).isEqualTo(OrderState.RESERVED);
        assertThat(
                        java.util.Objects.requireNonNull(desk.order(order).reservation())
                                .queuePosition())
                .isPositive();
    }
}
