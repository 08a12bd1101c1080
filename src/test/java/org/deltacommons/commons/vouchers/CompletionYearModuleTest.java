package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.vouchers.Ways.refused;

import java.time.Instant;
import java.util.Objects;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.rulebook.CeilingYear;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Whose year a ceiling's is: work ordered in one year and completed in the next, under a rule that
/// counts the grant and under one that counts the completion. Both carry over, else the year's end
/// would have ended the holds. One story, told in order on a database of its own.
@WaysContext
@TestPropertySource(properties = "delta.test.story=the year of completion")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompletionYearModuleTest {

    private static final Instant DECEMBER = Instant.parse("2026-12-30T02:00:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-05T02:00:00Z");
    private static final Money CEILING = Money.yuan(3_000);

    private static Ways.Firm byGrant;
    private static String grantOrder = "";
    private static String grantVoucher = "";
    private static Ways.Firm firm;
    private static String voucher = "";
    private static String otherVoucher = "";
    private static String first = "";
    private static String second = "";

    @Autowired Ways.Desk desk;
    @Autowired YearEnd yearEnd;
    @Autowired Words words;

    private static VoucherRule counting(VoucherRule like, CeilingYear year) {
        return new VoucherRule(
                like.nameZh(),
                like.nameEn(),
                like.shares(),
                CEILING,
                null,
                24,
                like.route(),
                like.base(),
                like.noticeWorkingDays(),
                like.excluded(),
                true,
                like.claimCutOff(),
                year,
                like.relatedPartyHops(),
                like.tiers());
    }

    private Money ceilingHeld(Ways.Firm of, int year) {
        return desk.ledger()
                .balances("ceiling/340500/" + of.id() + "/" + year)
                .map(balances -> balances.held())
                .orElse(Money.ZERO);
    }

    private Outcome<Moved> claim(Ways.Firm of, String order, long paid) {
        return desk.tryClaim(
                of,
                desk.claiming(of, order, Ways.Desk.invoice(), Money.yuan(3_000), Money.yuan(paid)));
    }

    @Test
    @Order(1)
    void at_the_hold_the_year_is_the_expected_one() {
        desk.programmeLike(
                "mas-2026",
                "mas-grant",
                Money.yuan(100_000),
                rule -> counting(rule, CeilingYear.GRANT));
        desk.programmeLike(
                "mas-2026",
                "mas-done",
                Money.yuan(100_000),
                rule -> counting(rule, CeilingYear.COMPLETION));
        desk.programmeLike(
                "mas-2026",
                "mas-more",
                Money.yuan(100_000),
                rule -> counting(rule, CeilingYear.COMPLETION));
        byGrant = desk.firm("340500");
        grantVoucher = desk.granted(byGrant, "mas-grant", CEILING, "mas.officer");
        firm = desk.firm("340500");
        voucher = desk.granted(firm, "mas-done", CEILING, "mas.officer");
        otherVoucher = desk.granted(firm, "mas-more", CEILING, "mas.officer");
        desk.stage().clock.to(DECEMBER);
        grantOrder = desk.placed(byGrant, desk.hours(byGrant, 5, grantVoucher));
        first = desk.placed(firm, desk.hours(firm, 5, voucher));
        second = desk.placed(firm, desk.hours(firm, 5, voucher));
        assertThat(ceilingHeld(byGrant, 2026)).isEqualTo(Money.yuan(1_500));
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.yuan(3_000));
        assertThat(desk.ledger().balances("ceiling/340500/" + firm.id() + "/2027")).isEmpty();
    }

    @Test
    @Order(2)
    void a_rule_that_carries_over_ends_no_hold_with_the_year() {
        desk.stage().clock.to(JANUARY);
        assertThat(yearEnd.end()).isZero();
        desk.contracted(byGrant, grantOrder);
        desk.served(byGrant, grantOrder, 5);
        for (String order : java.util.List.of(first, second)) {
            desk.contracted(firm, order);
            desk.served(firm, order, 5);
        }
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.yuan(3_000));
    }

    @Test
    @Order(3)
    void by_the_year_of_the_grant_a_claim_stays_where_it_was_held() {
        String claim = claim(byGrant, grantOrder, 1_500).orThrow().id();
        assertThat(desk.claim(claim).pays()).isEqualTo(Money.yuan(1_500));
        assertThat(desk.claim(claim).finding(Finding.Kind.CEILING_YEAR)).isEmpty();
        assertThat(ceilingHeld(byGrant, 2026)).isEqualTo(Money.yuan(1_500));
        assertThat(ceilingHeld(byGrant, 2027)).isEqualTo(Money.ZERO);
        assertThat(desk.order(grantOrder).funding().year()).isEqualTo(2026);
    }

    @Test
    @Order(4)
    void by_the_year_of_completion_the_whole_hold_moves_with_the_claim() {
        String claim = claim(firm, first, 1_500).orThrow().id();
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.yuan(1_500));
        assertThat(ceilingHeld(firm, 2027)).isEqualTo(Money.yuan(1_500));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_000));
        assertThat(desk.order(first).funding().year()).isEqualTo(2027);
        assertThat(desk.claim(claim).pays()).isEqualTo(Money.yuan(1_500));
        assertThat(desk.claim(claim).finding(Finding.Kind.CEILING_YEAR))
                .hasValueSatisfying(found ->
                        assertThat(found.values())
                                .containsEntry("held", "2026")
                                .containsEntry("year", "2027"));
        // Captured, it is used up in the year that it counts in.
        desk.passed(claim, "mas.officer");
        String batch = desk.claim(claim).batch();
        desk.done(
                desk.redemptions(),
                batch,
                "publish",
                new NoForm(),
                desk.stage().actor("mas.officer"));
        desk.stage().clock.to(Objects.requireNonNull(desk.batch(claim).noticeUntil()));
        desk.done(
                desk.redemptions(),
                batch,
                "capture",
                new NoForm(),
                desk.stage().actor("mas.officer"));
        assertThat(ceilingHeld(firm, 2027)).isEqualTo(Money.ZERO);
        assertThat(desk.account("ceiling/340500/" + firm.id() + "/2027").debitsPosted())
                .isEqualTo(Money.yuan(1_500));
        assertThat(desk.account("ceiling/340500/" + firm.id() + "/2026").debitsPosted())
                .isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    @Order(5)
    void a_year_without_room_refuses_the_claim_and_nothing_moves() {
        // Another order of this year takes the rest of its ceiling.
        String third = desk.placed(firm, desk.hours(firm, 5, otherVoucher));
        assertThat(ceilingHeld(firm, 2027)).isEqualTo(Money.yuan(1_500));

        var why = refused(claim(firm, second, 3_000), VoucherReason.COMPLETION_YEAR_FULL);

        assertThat(words.explain(why).line()).contains("2027", "3,000.00");
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.yuan(1_500));
        assertThat(ceilingHeld(firm, 2027)).isEqualTo(Money.yuan(1_500));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_500));
        assertThat(desk.order(second).state()).isEqualTo(OrderState.CONFIRMED);
        assertThat(desk.order(second).funding().year()).isEqualTo(2026);

        // The voucher is revoked; the hold moves all the same, and what it gives up goes back.
        desk.done(
                desk.vouchers(),
                voucher,
                "revoke",
                new VoucherForms.Because("申报不实"),
                desk.stage().actor("mas.officer"));

        // With some of it free again, what has room is paid and the rest is the firm's own.
        desk.done(
                desk.bookings(),
                desk.bookingId(third),
                "refuse",
                new BookingWhyForm("试验"),
                desk.stage().actor("shence.manager"));
        desk.placed(firm, desk.hours(firm, 3, otherVoucher));
        refused(claim(firm, second, 1_500), VoucherReason.OWN_PART_NOT_PAID);
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.yuan(1_500));
        String claim = claim(firm, second, 2_400).orThrow().id();
        assertThat(desk.claim(claim).pays()).isEqualTo(Money.yuan(600));
        assertThat(ceilingHeld(firm, 2026)).isEqualTo(Money.ZERO);
        assertThat(ceilingHeld(firm, 2027)).isEqualTo(Money.yuan(1_500));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(600));
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        assertThat(desk.order(second).funding().ownPart()).isEqualTo(Money.yuan(2_400));
        desk.booksBalance();
    }
}
