package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deltacommons.commons.bookings.BookingRefused;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Real threads on a real PostgreSQL: whatever they race for, nothing is given twice, nothing is
/// exceeded, and whoever loses reads why.
@WaysContext
class OrderRacesModuleTest {

    private static final int AT_ONCE = 12;

    @Autowired Ways.Desk desk;
    @Autowired Words words;

    /// All of them at the same moment.
    private static <T> List<T> together(List<Callable<T>> all) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : all) {
                running.add(
                        threads.submit(() -> {
                            start.await();
                            return one.call();
                        }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private List<Outcome<Moved>> racing(List<Ways.Firm> firms, List<VoucherForms.Place> forms)
            throws Exception {
        List<Callable<Outcome<Moved>>> all = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            Ways.Firm firm = firms.get(i);
            VoucherForms.Place form = forms.get(i);
            all.add(() ->
                    desk.procedures().open(desk.orders(), "place", form, firm.person(), null));
        }
        List<Outcome<Moved>> answers = together(all);
        desk.stage().settle();
        return answers;
    }

    private static List<Refusal> losers(List<Outcome<Moved>> answers) {
        return answers.stream()
                .filter(answer -> answer instanceof Outcome.Refused<Moved>)
                .map(answer -> ((Outcome.Refused<Moved>) answer).why())
                .toList();
    }

    private Money heldBy(List<Outcome<Moved>> answers) {
        return answers.stream()
                .filter(Outcome::isDone)
                .map(answer -> desk.order(answer.orThrow().id()).funding().voucherPart())
                .reduce(Money.ZERO, Money::plus);
    }

    /// Every sentence a person reads is complete: no value is left out.
    private void explained(Refusal why, Object... values) {
        String line = words.explain(why).line();
        assertThat(line).doesNotContain("{").doesNotContain("refusal.");
        for (Object value : values) {
            assertThat(line).contains(value.toString());
        }
    }

    @Test
    void two_firms_of_two_provinces_want_one_slot_in_the_same_instant_and_one_gets_it()
            throws Exception {
        Ways.Firm one = desk.firm("340500");
        Ways.Firm other = desk.firm("320509");
        String voucher = desk.inMaanshan(one, 5_000);
        String from = desk.today().plusDays(14) + "T10:00";
        String until = desk.today().plusDays(14) + "T14:00";
        List<Outcome<Moved>> answers =
                racing(
                        List.of(one, other),
                        List.of(
                                desk.slot(one, "CB-CELL-001", from, until, voucher, false),
                                desk.slot(other, "CB-CELL-001", from, until, null, false)));
        List<Order> orders =
                answers.stream().map(answer -> desk.order(answer.orThrow().id())).toList();
        assertThat(orders)
                .extracting(Order::state)
                .containsExactlyInAnyOrder(OrderState.RESERVED, OrderState.REFUSED);
        Order lost = orders.stream().filter(o -> o.state() == OrderState.REFUSED).findFirst().get();
        Refusal why = java.util.Objects.requireNonNull(lost.refusal());
        assertThat(why.is(BookingsReason.SLOT_TAKEN)).isTrue();
        explained(why);
        // Whoever lost holds nothing any more.
        assertThat(desk.held(voucher))
                .isEqualTo(
                        orders.getFirst().state() == OrderState.RESERVED
                                ? orders.getFirst().funding().voucherPart()
                                : Money.ZERO);
        desk.booksBalance();
    }

    @Test
    void orders_that_race_past_a_voucher_never_hold_more_than_it_has() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        List<Ways.Firm> firms = java.util.Collections.nCopies(AT_ONCE, firm);
        // Each wants 1,500 yuan; six fit and a seventh in part.
        List<Outcome<Moved>> answers =
                racing(firms, java.util.Collections.nCopies(AT_ONCE, desk.hours(firm, 5, voucher)));
        assertThat(heldBy(answers)).isEqualTo(Money.yuan(10_000));
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(10_000));
        assertThat(losers(answers)).hasSize(AT_ONCE - 7);
        losers(answers)
                .forEach(why -> {
                    assertThat(why.is(VoucherReason.VOUCHER_EMPTY)).isTrue();
                    explained(why, "0.00", "1,500.00");
                });
        desk.booksBalance();
    }

    @Test
    void orders_that_race_past_the_years_ceiling_share_it_to_the_fen() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 300_000);
        String account = "ceiling/340500/" + firm.id() + "/" + desk.today().getYear();
        // Opens the ceiling's account in the race itself: each is the year's first order.
        List<Outcome<Moved>> answers =
                racing(
                        java.util.Collections.nCopies(AT_ONCE, firm),
                        java.util.Collections.nCopies(AT_ONCE, desk.hours(firm, 101, voucher)));
        // 30,300 each: nine fit, and a tenth gets what is left of 300,000.
        assertThat(heldBy(answers)).isEqualTo(Money.yuan(300_000));
        assertThat(desk.account(account).available()).isEqualTo(Money.ZERO);
        assertThat(desk.account(account).held()).isEqualTo(Money.yuan(300_000));
        assertThat(losers(answers)).hasSize(AT_ONCE - 10);
        losers(answers)
                .forEach(why -> {
                    assertThat(why.is(VoucherReason.CEILING_EXHAUSTED)).isTrue();
                    explained(why, "0.00", "300,000.00");
                });
        desk.booksBalance();
    }

    @Test
    void firms_that_race_past_a_programmes_budget_never_exceed_it() throws Exception {
        Programme small =
                desk.programmeLike("mas-2026", "mas-race", Money.yuan(4_000), rule -> rule);
        List<Ways.Firm> firms = new ArrayList<>();
        List<VoucherForms.Place> forms = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Ways.Firm firm = desk.firm("340500");
            String voucher =
                    desk.granted(firm, small.id().value(), Money.yuan(5_000), "mas.officer");
            firms.add(firm);
            forms.add(desk.hours(firm, 3, voucher));
        }
        // 900 yuan each: four fit, a fifth gets the last 400.
        List<Outcome<Moved>> answers = racing(firms, forms);
        assertThat(heldBy(answers)).isEqualTo(Money.yuan(4_000));
        assertThat(desk.account("budget/mas-race").available()).isEqualTo(Money.ZERO);
        assertThat(losers(answers)).hasSize(AT_ONCE - 5);
        losers(answers)
                .forEach(why -> {
                    assertThat(why.is(VoucherReason.BUDGET_EXHAUSTED)).isTrue();
                    explained(why, "0.00", "900.00");
                });
        desk.booksBalance();
    }

    /// The end takes what is free, the order gives back what it holds; whichever comes first, both
    /// are with the programme then.
    @Test
    void a_voucher_that_ends_while_its_hold_is_given_back_keeps_nothing() throws Exception {
        List<String> vouchers = new ArrayList<>();
        List<Callable<Outcome<Moved>>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE / 2; i++) {
            Ways.Firm firm = desk.firm("340500");
            String voucher = desk.inMaanshan(firm, 10_000);
            String order = desk.placed(firm, desk.hours(firm, 4, voucher));
            vouchers.add(voucher);
            all.add(() ->
                    desk.procedures()
                            .act(
                                    desk.vouchers(),
                                    Id.<Voucher>of(voucher),
                                    "revoke",
                                    new VoucherForms.Because("申报不实"),
                                    desk.stage().actor("mas.officer"),
                                    -1,
                                    null));
            all.add(() ->
                    desk.procedures()
                            .act(
                                    desk.orders(),
                                    Id.<Order>of(order),
                                    "refused",
                                    new BookingRefused(
                                            order,
                                            desk.bookingId(order),
                                            Refusal.of(BookingsReason.IN_THE_PAST),
                                            ""),
                                    Actor.system(firm.home()),
                                    -1,
                                    null));
        }

        assertThat(together(all)).allMatch(Outcome::isDone);

        for (String voucher : vouchers) {
            assertThat(desk.voucher(voucher).state()).isEqualTo(VoucherState.REVOKED);
            assertThat(desk.account("voucher/" + voucher).posted()).isEqualTo(Money.ZERO);
            assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        }
        desk.stage().settle();
        desk.booksBalance();
    }

    @Test
    void the_same_form_sent_many_times_at_once_is_one_order() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        VoucherForms.Place form = desk.hours(firm, 4, voucher);
        List<Callable<Outcome<Moved>>> same =
                java.util.Collections.nCopies(
                        AT_ONCE,
                        () ->
                                desk.procedures()
                                        .open(
                                                desk.orders(),
                                                "place",
                                                form,
                                                firm.person(),
                                                "same-" + firm.id()));
        List<Outcome<Moved>> answers = together(same);
        desk.stage().settle();
        assertThat(answers).allMatch(Outcome::isDone);
        assertThat(answers.stream().map(answer -> answer.orThrow().id()).distinct()).hasSize(1);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_200));
    }

    @Test
    void a_stale_page_changes_nothing_and_says_so() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 4, voucher));
        long seen =
                desk.records().versioned(Order.class, Id.<Order>of(order)).orElseThrow().version();
        desk.done(
                desk.bookings(),
                desk.bookingId(order),
                "accept",
                new org.deltacommons.commons.bookings.BookingNoteForm(null),
                desk.stage().actor("shence.manager"));
        Outcome<Moved> stale =
                desk.procedures()
                        .act(
                                desk.orders(),
                                Id.<Order>of(order),
                                "cancel",
                                new VoucherForms.Because("看错了"),
                                firm.person(),
                                seen,
                                null);
        desk.stage().settle();
        explained(Ways.refused(stale, ProcedureReason.CHANGED_MEANWHILE));
        assertThat(desk.order(order).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_200));
    }
}
