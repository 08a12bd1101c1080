package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deltacommons.Signed;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.ClaimState;
import org.deltacommons.commons.vouchers.OrderState;
import org.deltacommons.commons.vouchers.SellerInvoice;
import org.deltacommons.commons.vouchers.Voucher;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.commons.vouchers.VoucherState;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Deadlines;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/// What two provinces do about one matter before either has heard of the other: whichever word
/// arrives first, money, holds and slots end the same, and both sides say so. Told with homes of
/// one node and with a node for each.
abstract class RacesContract extends RaceStage {

    private static final Errand.Party SONGLING =
            at("songling", "org-songling", "wujiang-2026", "wujiang.officer");
    private static final Errand.Party WEITANG =
            at("weitang", "org-weitang", "jiashan-2026", "jiashan.officer");

    private ClaimLine claim(String id) {
        return errand.find(ClaimLine.class, Id.<ClaimLine>of(id)).orElseThrow();
    }

    // Cancellation against slot taking

    @Test
    @org.junit.jupiter.api.Order(10)
    void
            a_cancellation_that_overtakes_the_word_of_the_slot_frees_it_and_the_word_revives_nothing() {
        Instant from = monday();
        theatre().cut(ANHUI, SHANGHAI, true);
        String order = slot(from);
        assertThat(order(order).state()).isEqualTo(OrderState.PLACED);
        assertThat(booking(order).state()).isEqualTo(BookingState.TAKEN);

        assertThat(cancelled(order).isDone()).isTrue();

        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLING);
        assertThat(held(JIANGPAN)).isEqualTo(order(order).funding().voucherPart());
        theatre().cut(ANHUI, SHANGHAI, false);
        theatre().settle();
        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
        assertThat(order(order).reservation()).isNotNull();
        assertThat(isFree(from)).isTrue();
    }

    @Test
    @org.junit.jupiter.api.Order(11)
    void a_request_and_its_cancellation_that_arrive_together_leave_the_slot_to_the_next() {
        Instant from = monday();
        theatre().cut(SHANGHAI, ANHUI, true);
        String order = slot(from);
        assertThat(cancelled(order).isDone()).isTrue();
        assertThat(errand.find(Booking.class, Booking.idOf(order))).isEmpty();
        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLING);

        theatre().cut(SHANGHAI, ANHUI, false);
        theatre().settle();

        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
        String next = slot(from);
        assertThat(order(next).state()).isEqualTo(OrderState.RESERVED);
        assertThat(cancelled(next).isDone()).isTrue();
        ended(next, OrderState.CANCELLED, BookingState.CANCELLED);
    }

    @Test
    @org.junit.jupiter.api.Order(12)
    void a_manager_who_accepts_what_was_cancelled_meanwhile_revives_nothing() {
        Instant from = monday();
        String order = slot(from);
        theatre().cut(SHANGHAI, ANHUI, true);
        assertThat(cancelled(order).isDone()).isTrue();

        booking(order, "accept", new BookingNoteForm("可安排"), "shence.manager");

        assertThat(booking(order).state()).isEqualTo(BookingState.ACCEPTED);
        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLING);
        theatre().cut(SHANGHAI, ANHUI, false);
        theatre().settle();
        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
        assertThat(isFree(from)).isTrue();
    }

    @Test
    @org.junit.jupiter.api.Order(13)
    void whoever_leaves_the_waiting_list_while_the_slot_is_offered_lets_it_go_to_nobody() {
        Instant from = monday();
        String first = slot(from);
        String waiting = placed(BookingMode.SLOT, from, true);
        assertThat(order(waiting).state()).isEqualTo(OrderState.WAITING);
        theatre().cut(ANHUI, SHANGHAI, true);
        booking(first, "refuse", new BookingWhyForm("设备检修"), "shence.manager");
        assertThat(booking(waiting).state()).isEqualTo(BookingState.OFFERED);

        assertThat(cancelled(waiting).isDone()).isTrue();
        theatre().cut(ANHUI, SHANGHAI, false);
        theatre().settle();

        ended(waiting, OrderState.CANCELLED, BookingState.CANCELLED);
        ended(first, OrderState.REFUSED, BookingState.REFUSED);
        assertThat(isFree(from)).isTrue();
    }

    @Test
    @org.junit.jupiter.api.Order(14)
    void a_cancellation_that_finds_the_work_begun_is_declined_and_the_firm_reads_why() {
        String order = errand.hours(JIANGPAN, voucher(JIANGPAN), 2);
        errand.contracted(JIANGPAN, order);
        Money held = held(JIANGPAN);
        theatre().cut(SHANGHAI, ANHUI, true);
        assertThat(cancelled(order).isDone()).isTrue();

        errand.served(JIANGPAN, order, 2);

        // That the work began is stronger than the wish to end it before.
        assertThat(order(order).state()).isEqualTo(OrderState.DELIVERED);
        theatre().cut(SHANGHAI, ANHUI, false);
        theatre().settle();
        assertThat(order(order).state()).isEqualTo(OrderState.DELIVERED);
        assertThat(order(order).refusal())
                .isNotNull()
                .satisfies(why -> assertThat(why.is(BookingsReason.WORK_BEGUN)).isTrue());
        assertThat(held(JIANGPAN)).isEqualTo(held);
        errand.done("order", order, "confirm", new NoForm(), "jiangpan.engineer");
        errand.done("order", order, "waive", new VoucherForms.Because("自费结算"), "jiangpan.finance");
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
    }

    // Refusal against release

    private String quoted() {
        String order = placed(BookingMode.SAMPLE, errand.now(), false);
        booking(order, "accept", new BookingNoteForm(null), "shence.manager");
        booking(order, "receive", new SamplesForm(2, null), "shence.operator");
        Money price = order(order).wanted().priced();
        booking(order, "quote", new QuoteForm(price, 2, null, null), "shence.manager");
        assertThat(order(order).state()).isEqualTo(OrderState.QUOTED);
        return order;
    }

    private Outcome<?> declined(String order) {
        return errand.act(
                "order",
                order,
                "decline-quote",
                new VoucherForms.Because("超出预算"),
                "jiangpan.engineer");
    }

    @Test
    @org.junit.jupiter.api.Order(20)
    void a_quote_that_lapses_there_while_the_firm_declines_it_here_releases_the_hold_once() {
        String order = quoted();
        theatre().away(SHANGHAI, true);
        assertThat(
                        errand.bySystem(SHANGHAI, "booking", booking(order).id().value(), "lapse")
                                .isDone())
                .isTrue();
        assertThat(declined(order).isDone()).isTrue();
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
        Money left = account(ANHUI, "voucher/" + voucher(JIANGPAN)).available();

        theatre().away(SHANGHAI, false);
        theatre().settle();

        ended(order, OrderState.CANCELLED, BookingState.LAPSED);
        assertThat(account(ANHUI, "voucher/" + voucher(JIANGPAN)).available()).isEqualTo(left);
    }

    @Test
    @org.junit.jupiter.api.Order(21)
    void a_refusal_that_arrives_first_releases_the_hold_and_leaves_nothing_to_decline() {
        String order = quoted();
        Money before = account(ANHUI, "voucher/" + voucher(JIANGPAN)).available();
        Money part = order(order).funding().voucherPart();
        errand.bySystem(SHANGHAI, "booking", booking(order).id().value(), "lapse").orThrow();

        ended(order, OrderState.REFUSED, BookingState.LAPSED);
        refused(declined(order), ProcedureReason.NOT_NOW);
        assertThat(account(ANHUI, "voucher/" + voucher(JIANGPAN)).available())
                .isEqualTo(before.plus(part));
    }

    @Test
    @org.junit.jupiter.api.Order(22)
    void a_refusal_and_a_cancellation_that_cross_end_the_order_once() {
        Instant from = monday();
        String order = slot(from);
        theatre().away(SHANGHAI, true);
        assertThat(cancelled(order).isDone()).isTrue();
        booking(order, "refuse", new BookingWhyForm("设备检修"), "shence.manager");

        theatre().away(SHANGHAI, false);
        theatre().settle();

        ended(order, OrderState.REFUSED, BookingState.REFUSED);
        assertThat(told(SHANGHAI, "bookings.BookingCancelled", order)).isZero();
        assertThat(told(SHANGHAI, "bookings.BookingRefused", order)).isEqualTo(1);
        assertThat(isFree(from)).isTrue();
    }

    // Two claims for one invoice in two provinces

    /// Two firms, each with work worth 1,200 yuan, and one invoice of 1,200 for both.
    private List<String> oneInvoiceForBoth(String number) {
        String one = errand.confirmed(SONGLING, voucher(SONGLING), 2);
        String other = errand.confirmed(WEITANG, voucher(WEITANG), 2);
        Money total = order(one).price();
        theatre().cut(SHANGHAI, JIANGSU, true);
        theatre().cut(SHANGHAI, ZHEJIANG, true);
        List<String> claims = new ArrayList<>();
        claims.add(errand.claimed(SONGLING, one, number, total));
        claims.add(errand.claimed(WEITANG, other, number, total));
        // The invoice's home is not heard of: both claims wait, and there is nothing to capture.
        for (String claim : claims) {
            assertThat(claim(claim).state()).isEqualTo(ClaimState.SUBMITTED);
            assertThat(claim(claim).batch()).isEmpty();
        }
        return claims;
    }

    private void allocatedOnce(String number, String winner, String loser) {
        assertThat(claim(winner).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(claim(loser).state()).isEqualTo(ClaimState.RETURNED);
        SellerInvoice invoice =
                errand.find(SellerInvoice.class, SellerInvoice.idOf(number)).orElseThrow();
        assertThat(invoice.home()).isEqualTo(SHANGHAI);
        assertThat(invoice.allocations())
                .extracting(SellerInvoice.Allocation::claim)
                .containsExactly(winner);
    }

    @Test
    @org.junit.jupiter.api.Order(30)
    void of_two_claims_for_one_invoice_its_home_gives_it_to_the_one_it_hears_first() {
        String number = "26320000000000007001";
        List<String> claims = oneInvoiceForBoth(number);
        theatre().cut(SHANGHAI, ZHEJIANG, false);
        theatre().settle();
        assertThat(claim(claims.get(0)).state()).isEqualTo(ClaimState.SUBMITTED);
        theatre().cut(SHANGHAI, JIANGSU, false);
        theatre().settle();
        allocatedOnce(number, claims.get(1), claims.get(0));
    }

    @Test
    @org.junit.jupiter.api.Order(31)
    void and_to_the_other_one_if_it_hears_that_first() {
        String number = "26320000000000007002";
        List<String> claims = oneInvoiceForBoth(number);
        theatre().cut(SHANGHAI, JIANGSU, false);
        theatre().settle();
        theatre().cut(SHANGHAI, ZHEJIANG, false);
        theatre().settle();
        allocatedOnce(number, claims.get(0), claims.get(1));
    }

    // A province that is away

    /// As the firm's engineer sees it at home.
    private String page(String address) throws Exception {
        MockMvc web =
                MockMvcBuilders.webAppContextSetup((WebApplicationContext) theatre().at(ANHUI))
                        .apply(springSecurity())
                        .build();
        return web.perform(get(address).with(Signed.as(theatre().actor("jiangpan.engineer"))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    @org.junit.jupiter.api.Order(35)
    void an_order_waits_for_a_province_that_is_away_and_its_deadline_stands_still()
            throws Exception {
        theatre().away(SHANGHAI, true);
        String order = slot(monday());
        Instant gone = errand.now();
        Instant due = Objects.requireNonNull(task(order).due());
        assertThat(task(order).awaits()).isEqualTo(SHANGHAI);
        theatre().forward(Duration.ofHours(1));
        looked();
        assertThat(task(order).pausedSince()).isEqualTo(gone);
        theatre().forward(Duration.ofDays(9));
        looked();
        // Nine days on nobody has been told that the answer is late.
        assertThat(task(order).overdue()).isFalse();
        assertThat(told(ANHUI, "procedures.CaseOverdue", order)).isZero();
        assertThat(told(ANHUI, "procedures.TaskPaused", order)).isEqualTo(1);
        for (String address : List.of("/cases/order/" + order, "/worklist/sent")) {
            assertThat(page(address)).contains("等待上海");
            assertThat(page(address + "?lang=en")).contains("Awaiting Shanghai since");
        }
        assertThat(page("/api/v1/cases/order/" + order))
                .contains("\"awaits\":\"310000\"", "\"pausedSince\":\"" + gone);
        assertThat(cancelled(order).isDone()).isTrue();
        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLING);
        assertThat(task(order).pausedSince()).isEqualTo(gone);
        assertThat(task(order).due()).isAfter(due);

        theatre().away(SHANGHAI, false);
        looked();

        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
        assertThat(task(order).open()).isFalse();
        assertThat(task(order).pausedSince()).isNull();
    }

    @Test
    @org.junit.jupiter.api.Order(36)
    void an_answer_that_stays_away_although_the_province_is_there_is_told_to_firm_and_officer() {
        theatre().cut(SHANGHAI, ANHUI, true);
        String order = slot(monday());
        theatre().forward(Duration.ofDays(5));
        theatre().at(ANHUI).getBean(Deadlines.class).look();
        theatre().settle();
        assertThat(task(order).overdue()).isTrue();
        assertThat(told(ANHUI, "procedures.CaseOverdue", order)).isEqualTo(1);
        theatre().cut(SHANGHAI, ANHUI, false);
        looked();
        assertThat(order(order).state()).isIn(OrderState.RESERVED, OrderState.REFUSED);
        cancelled(order);
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
    }

    @Test
    @org.junit.jupiter.api.Order(37)
    void a_quote_does_not_lapse_while_the_firms_province_is_away_and_its_time_is_extended() {
        String order = quoted();
        Instant until = Objects.requireNonNull(order(order).until());
        theatre().away(SHANGHAI, true);
        theatre().forward(Duration.ofHours(1));
        looked();
        theatre().forward(Duration.ofDays(12));
        looked();
        assertThat(booking(order).state()).isEqualTo(BookingState.QUOTED);

        theatre().away(SHANGHAI, false);
        theatre().settle();
        looked();

        assertThat(booking(order).state()).isEqualTo(BookingState.QUOTED);
        assertThat(task(booking(order).id().value()).pausedSince()).isNull();
        assertThat(order(order).until())
                .isEqualTo(task(booking(order).id().value()).due())
                .isAfter(until);
        errand.done("order", order, "confirm-quote", new NoForm(), "jiangpan.engineer");
        assertThat(booking(order).state()).isEqualTo(BookingState.ACCEPTED);
        assertThat(cancelled(order).isDone()).isTrue();
        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
    }

    // Expiry against delivery

    record Shortened(String voucher) {}

    /// Brings a voucher's last moment forward, as a shorter validity would have.
    private void endsAt(Province home, String voucher, Instant until) {
        theatre()
                .at(home)
                .getBean(GroupLane.class)
                .submit(
                        Command.of(home, Actor.system(home), "test.ends", voucher, Shortened.class),
                        rows -> {
                            Voucher before = rows.get(Voucher.class, Id.<Voucher>of(voucher));
                            ObjectNode changed = (ObjectNode) Json.tree(before);
                            changed.put("expiresAt", until.toString());
                            return Outcome.done(
                                    Unit.of(
                                            new Shortened(voucher),
                                            new Put(Json.read(changed, Voucher.class))));
                        })
                .orThrow();
    }

    private Voucher kept(String voucher) {
        return errand.find(Voucher.class, Id.<Voucher>of(voucher)).orElseThrow();
    }

    @Test
    @org.junit.jupiter.api.Order(40)
    void a_voucher_that_expires_before_or_after_the_word_of_the_delivery_pays_what_it_held() {
        String voucher = voucher(WEITANG);
        String heardLate = errand.hours(WEITANG, voucher, 2);
        String heardInTime = errand.hours(WEITANG, voucher, 3);
        errand.contracted(WEITANG, heardLate);
        errand.contracted(WEITANG, heardInTime);
        Money late = order(heardLate).funding().voucherPart();
        Money inTime = order(heardInTime).funding().voucherPart();
        Money before = held(WEITANG);
        endsAt(ZHEJIANG, voucher, errand.now().plus(Duration.ofHours(60)));
        errand.served(WEITANG, heardInTime, 3);
        theatre().cut(ZHEJIANG, SHANGHAI, true);
        errand.served(WEITANG, heardLate, 2);
        theatre().forward(Duration.ofDays(2));

        errand.bySystem(ZHEJIANG, "voucher", voucher, "expire");

        assertThat(kept(voucher).state()).isEqualTo(VoucherState.EXPIRED);
        assertThat(order(heardLate).state()).isEqualTo(OrderState.CONTRACTED);
        assertThat(order(heardInTime).state()).isEqualTo(OrderState.DELIVERED);
        assertThat(held(WEITANG)).isEqualTo(before);
        theatre().cut(ZHEJIANG, SHANGHAI, false);
        theatre().settle();
        for (String order : List.of(heardLate, heardInTime)) {
            errand.done("order", order, "confirm", new NoForm(), "weitang.engineer");
            assertThat(order(order).state()).isEqualTo(OrderState.CONFIRMED);
        }
        assertThat(order(heardLate).funding().voucherPart()).isEqualTo(late);
        assertThat(order(heardInTime).funding().voucherPart()).isEqualTo(inTime);
        assertThat(held(WEITANG)).isEqualTo(before);
    }

    @Test
    @org.junit.jupiter.api.Order(50)
    void the_years_end_before_or_after_the_word_of_the_delivery_leaves_the_work_to_the_firm() {
        String heardLate = errand.hours(JIANGPAN, voucher(JIANGPAN), 2);
        String heardInTime = errand.hours(JIANGPAN, voucher(JIANGPAN), 3);
        errand.contracted(JIANGPAN, heardLate);
        errand.contracted(JIANGPAN, heardInTime);
        assertThat(held(JIANGPAN))
                .isEqualTo(
                        order(heardLate)
                                .funding()
                                .voucherPart()
                                .plus(order(heardInTime).funding().voucherPart()));
        theatre().to(Instant.parse("2026-12-28T02:00:00Z"));
        errand.served(JIANGPAN, heardInTime, 3);
        theatre().cut(ANHUI, SHANGHAI, true);
        errand.served(JIANGPAN, heardLate, 2);
        theatre().to(Instant.parse("2026-12-31T16:00:00Z"));

        // The scheduler may have been quicker; whoever comes second finds nothing to end.
        errand.bySystem(ANHUI, "order", heardInTime, "year-end");
        errand.bySystem(ANHUI, "order", heardLate, "year-end");

        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
        assertThat(order(heardLate).state()).isEqualTo(OrderState.CONTRACTED);
        assertThat(order(heardInTime).state()).isEqualTo(OrderState.DELIVERED);
        theatre().cut(ANHUI, SHANGHAI, false);
        theatre().settle();
        for (String order : List.of(heardLate, heardInTime)) {
            assertThat(order(order).funding().voucherPart()).isEqualTo(Money.ZERO);
            assertThat(order(order).funding().ownPart()).isEqualTo(order(order).price());
            errand.done("order", order, "confirm", new NoForm(), "jiangpan.engineer");
            assertThat(order(order).state()).isEqualTo(OrderState.CLOSED);
        }
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
    }
}
