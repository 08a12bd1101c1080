package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/// The turn of the year, told in order on a database of its own: what ends with it, and what was
/// claimed in time and does not.
@WaysContext
@TestPropertySource(properties = "delta.test.story=the turn of the year")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YearEndModuleTest {

    private static final Instant YEAR_END = Instant.parse("2026-12-31T16:00:00Z");

    private static Ways.Firm firm;
    private static String voucher = "";
    private static String open = "";
    private static String claimed = "";

    /// Five hours of which an invoice about two was claimed in time, and its voucher.
    private static Ways.Firm other;

    private static String otherVoucher = "";
    private static String partly = "";
    private static String part = "";

    /// Of a voucher that was over before the year was.
    private static String overVoucher = "";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;
    @Autowired YearEnd yearEnd;
    @Autowired VoucherExpiry expiry;

    @Test
    @Order(1)
    void up_to_the_last_moment_of_the_year_a_hold_stands() {
        firm = desk.firm("340500");
        voucher = desk.inMaanshan(firm, 10_000);
        claimed = desk.claimed(firm, voucher, 4);
        open = desk.placed(firm, desk.hours(firm, 5, voucher));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(2_700));
        other = desk.firm("340500");
        otherVoucher = desk.inMaanshan(other, 10_000);
        partly = desk.confirmed(other, otherVoucher, 5);
        part =
                desk.tryClaim(
                                other,
                                desk.claiming(
                                        other,
                                        partly,
                                        Ways.Desk.invoice(),
                                        Money.yuan(1_200),
                                        Money.yuan(600)))
                        .orThrow()
                        .id();
        assertThat(desk.held(otherVoucher)).isEqualTo(Money.yuan(1_500));
        Ways.Firm third = desk.firm("340500");
        overVoucher = desk.inMaanshan(third, 10_000);
        desk.placed(third, desk.hours(third, 2, overVoucher));
        desk.stage().clock.forward(Duration.ofMinutes(1));
        desk.endsAt(overVoucher, desk.now());
        assertThat(expiry.expire()).isEqualTo(1);
        desk.stage().clock.to(YEAR_END.minus(Duration.ofSeconds(1)));
        assertThat(yearEnd.end()).isZero();
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(2_700));
        // In the last second of the year the year's programme still holds.
        String late = desk.placed(firm, desk.hours(firm, 1, voucher));
        assertThat(desk.order(late).funding().voucherPart()).isEqualTo(Money.yuan(300));
        desk.done(desk.orders(), late, "cancel", new VoucherForms.Because("只为试验"), firm.person());
    }

    @Test
    @Order(2)
    void after_the_cut_off_of_the_rule_nothing_more_is_claimed_into_the_year() {
        // 30 November is the rule's last day; it is 31 December.
        String late = desk.placed(firm, desk.hours(firm, 2, null));
        assertThat(desk.order(late).funding().voucherPart()).isEqualTo(Money.ZERO);
        desk.contracted(firm, open);
        desk.served(firm, open, 5);
        refused(
                desk.tryClaim(
                        firm,
                        desk.claiming(
                                firm,
                                open,
                                Ways.Desk.invoice(),
                                Money.yuan(3_000),
                                Money.yuan(1_500))),
                VoucherReason.CLAIM_TOO_LATE);
        assertThat(desk.order(open).state()).isEqualTo(OrderState.CONFIRMED);
    }

    @Test
    @Order(2)
    void the_portal_says_so_before_anybody_applies() throws Exception {
        web.perform(get("/").param("lang", "zh"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("本年度兑付已于 2026-11-30 截止")));
    }

    @Test
    @Order(3)
    void with_the_year_end_the_holds_that_no_claim_has_end_and_the_order_is_the_firms_own() {
        desk.stage().clock.to(YEAR_END);
        // Before the job has looked, too, nothing new is held on the old year.
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.YEAR_OVER);
        assertThat(yearEnd.end()).isEqualTo(3);
        desk.stage().settle();
        org.deltacommons.commons.vouchers.Order ended = desk.order(open);
        assertThat(ended.state()).isEqualTo(OrderState.CLOSED);
        assertThat(ended.funding().voucherPart()).isEqualTo(Money.ZERO);
        assertThat(ended.funding().ownPart()).isEqualTo(Money.yuan(3_000));
        // What was claimed before the cut-off keeps its hold and is paid.
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_200));
        desk.passed(claimed, "mas.officer");
        // What comes back to a voucher that can still be used stays on it till its own end; one
        // that
        // is over keeps nothing.
        assertThat(desk.left(voucher)).isEqualTo(Money.yuan(8_800));
        assertThat(desk.account("voucher/" + overVoucher).posted()).isEqualTo(Money.ZERO);
        assertThat(yearEnd.end()).as("a second look ends nothing").isZero();
        desk.booksBalance();
    }

    @Test
    @Order(4)
    void the_unclaimed_rest_of_a_partly_claimed_order_ends_and_its_claim_goes_on() {
        org.deltacommons.commons.vouchers.Order order = desk.order(partly);
        assertThat(order.state()).isEqualTo(OrderState.CLAIMING);
        assertThat(order.funding().voucherPart()).isEqualTo(Money.yuan(600));
        assertThat(order.funding().ownPart()).isEqualTo(Money.yuan(2_400));
        assertThat(desk.held(otherVoucher)).isEqualTo(Money.yuan(600));
        assertThat(desk.left(otherVoucher)).isEqualTo(Money.yuan(9_400));
        refused(
                desk.tryClaim(
                        other,
                        desk.claiming(
                                other,
                                partly,
                                Ways.Desk.invoice(),
                                Money.yuan(1_800),
                                Money.yuan(900))),
                VoucherReason.NOTHING_TO_CLAIM);
        // Put right after the cut-off: it was claimed before.
        desk.done(
                desk.claims(),
                part,
                "return",
                new VoucherForms.Return(VoucherForms.ReturnTemplate.INVOICE_UNREADABLE, null),
                desk.stage().actor("mas.officer"));
        desk.done(
                desk.claims(),
                part,
                "correct",
                desk.claiming(
                        other, partly, Ways.Desk.invoice(), Money.yuan(1_200), Money.yuan(600)),
                other.person());
        assertThat(desk.claim(part).pays()).isEqualTo(Money.yuan(600));
        desk.booksBalance();
    }

    @Test
    @Order(5)
    void a_claim_that_comes_to_nothing_after_the_year_end_leaves_no_hold_behind() {
        desk.done(
                desk.claims(),
                part,
                "reject",
                new VoucherForms.Because("合同与发票不符"),
                desk.stage().actor("mas.officer"));
        assertThat(desk.order(partly).state()).isEqualTo(OrderState.CONFIRMED);
        assertThat(desk.held(otherVoucher)).isEqualTo(Money.yuan(600));
        assertThat(yearEnd.end()).isEqualTo(1);
        assertThat(desk.order(partly).state()).isEqualTo(OrderState.CLOSED);
        assertThat(desk.held(otherVoucher)).isEqualTo(Money.ZERO);
        assertThat(desk.account("ceiling/340500/" + other.id() + "/2026").held())
                .isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    @Order(6)
    void the_new_year_has_a_ceiling_of_its_own_and_nothing_rolls_over() {
        Money old = desk.account("ceiling/340500/" + firm.id() + "/2026").available();
        assertThat(old).isEqualTo(Money.yuan(298_800));
        assertThat(desk.ledger().balances("ceiling/340500/" + firm.id() + "/2027")).isEmpty();
        refused(
                desk.procedures()
                        .open(
                                desk.vouchers(),
                                "apply",
                                new VoucherForms.Apply(
                                        firm.id(), "mas-2026", "x", Money.yuan(1), null),
                                firm.person(),
                                null),
                VoucherReason.PROGRAMME_CLOSED);
    }

    /// The machine's clock is put back an hour over midnight of 31 December; the home's time stays.
    @Test
    @Order(7)
    void a_clock_that_goes_back_over_the_years_end_opens_the_old_year_to_nobody() {
        desk.stage().clock.back(Duration.ofHours(2));
        assertThat(desk.now()).isBefore(YEAR_END);
        Money left = desk.left(voucher);
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.YEAR_OVER);
        assertThat(desk.left(voucher)).isEqualTo(left);
        assertThat(yearEnd.end()).isZero();
        desk.stage().clock.forward(Duration.ofHours(2));
        desk.booksBalance();
    }
}
