package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.bookings.BookingAccepted;
import org.deltacommons.commons.bookings.BookingCancelled;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingRefused;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.FailForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.rulebook.ExcludedService;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// The awkward cases of an order, each with what moved and what did not.
@WaysContext
class AwkwardOrdersModuleTest {

    @Autowired Ways.Desk desk;
    @Autowired VoucherExpiry expiry;
    @Autowired BudgetBooks books;
    @Autowired Words words;
    @Autowired MockMvc web;

    /// Samples received and quoted at some price above the estimate of 640 yuan each.
    private String quoted(Ways.Firm firm, int count, String voucher, Money price) {
        String order = desk.placed(firm, desk.samples(firm, count, voucher));
        String booking = desk.bookingId(order);
        desk.done(
                desk.bookings(),
                booking,
                "accept",
                new BookingNoteForm(null),
                desk.stage().actor("shence.manager"));
        desk.done(
                desk.bookings(),
                booking,
                "receive",
                new SamplesForm(count, "易燃，已隔离"),
                desk.stage().actor("shence.operator"));
        desk.done(
                desk.bookings(),
                booking,
                "quote",
                new QuoteForm(price, count, desk.today().plusDays(10), "样品易燃，需惰性转移"),
                desk.stage().actor("shence.manager"));
        return order;
    }

    private String page(String address, Actor who) throws Exception {
        return web.perform(get(address).with(as(who)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void a_flammable_sample_is_noted_at_its_receipt_and_the_firm_reads_what_it_costs_more()
            throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 100_000);
        String order = quoted(firm, 2, voucher, Money.yuan(1_500));
        assertThat(
                        page(
                                "/cases/booking/" + desk.bookingId(order),
                                desk.stage().actor("shence.operator")))
                .contains("易燃，已隔离");
        assertThat(page("/cases/order/" + order, firm.person())).contains("样品易燃，需惰性转移");
    }

    @Test
    void
            beam_time_is_no_slot_that_a_voucher_pays_and_the_order_is_refused_with_the_way_to_the_call()
                    throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String beamline = desk.resource("FAC-SSRF-XAFS");
        Refusal why =
                refused(
                        desk.tryPlace(
                                firm,
                                new VoucherForms.Place(
                                        beamline,
                                        firm.id(),
                                        BookingMode.CALL,
                                        null,
                                        null,
                                        8,
                                        Purpose.SCIENCE,
                                        "催化剂价态",
                                        voucher,
                                        null,
                                        false)),
                        BookingsReason.CALL_NOT_BOOKABLE);
        assertThat(words.explain(why).line()).contains("课题");
        assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        web.perform(get("/orders/new?resource=" + beamline).with(as(firm.person())))
                .andExpect(status().is4xxClientError());
    }

    @Test
    void a_quote_twenty_percent_higher_adjusts_the_hold_in_one_step() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 100_000);
        String order = quoted(firm, 10, voucher, Money.yuan(7_680));
        assertThat(desk.order(order).state()).isEqualTo(OrderState.QUOTED);
        // Until the firm has said yes, only what was estimated is held.
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_200));

        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());

        Order after = desk.order(order);
        assertThat(after.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(after.funding().voucherPart()).isEqualTo(Money.yuan(3_840));
        assertThat(after.funding().ownPart()).isEqualTo(Money.yuan(3_840));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_840));
        assertThat(desk.booking(order).voucherPart()).isEqualTo(Money.yuan(3_840));
        desk.booksBalance();
    }

    @Test
    void what_a_raised_quote_exceeds_the_voucher_is_the_firms_own() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 3_300);
        String order = quoted(firm, 10, voucher, Money.yuan(7_680));
        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());
        assertThat(desk.order(order).funding().voucherPart()).isEqualTo(Money.yuan(3_300));
        assertThat(desk.order(order).funding().ownPart()).isEqualTo(Money.yuan(4_380));
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    void a_quote_that_is_declined_gives_everything_back() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = quoted(firm, 10, voucher, Money.yuan(7_680));
        desk.done(
                desk.orders(),
                order,
                "decline-quote",
                new VoucherForms.Because("超出预算"),
                firm.person());
        assertThat(desk.left(voucher)).isEqualTo(Money.yuan(10_000));
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CANCELLED);
    }

    @Test
    void a_machine_that_fails_at_hour_three_of_eight_leaves_five_eighths_of_the_hold_free() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 8, voucher));
        // Eight hours at 600 yuan, half of it by voucher.
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(2_400));
        desk.contracted(firm, order);
        desk.done(
                desk.bookings(),
                desk.bookingId(order),
                "begin",
                new NoForm(),
                desk.stage().actor("shence.operator"));
        desk.stage().clock.forward(Duration.ofHours(3));
        desk.done(
                desk.bookings(),
                desk.bookingId(order),
                "fail",
                new FailForm(null, "离子枪停机"),
                desk.stage().actor("shence.operator"));
        Order after = desk.order(order);
        assertThat(after.state()).isEqualTo(OrderState.DELIVERED);
        assertThat(java.util.Objects.requireNonNull(after.delivery()).partial()).isTrue();
        assertThat(after.price()).isEqualTo(Money.yuan(1_800));
        assertThat(after.funding().voucherPart()).isEqualTo(Money.yuan(900));
        assertThat(after.funding().ownPart()).isEqualTo(Money.yuan(900));
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(900));
        assertThat(desk.left(voucher)).isEqualTo(Money.yuan(9_100));
        desk.booksBalance();
    }

    @Test
    void batch_inspection_is_refused_and_pointed_to_self_pay_which_then_works() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        VoucherForms.Place batch =
                new VoucherForms.Place(
                        desk.resource("SC-ION-001"),
                        firm.id(),
                        BookingMode.SAMPLE,
                        null,
                        null,
                        200,
                        Purpose.OTHER,
                        "批量出厂检验",
                        voucher,
                        ExcludedService.BATCH_FACTORY_INSPECTION,
                        false);
        Refusal why = refused(desk.tryPlace(firm, batch), VoucherReason.EXCLUDED_SERVICE);
        assertThat(words.explain(why).line()).contains("自筹");
        assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        VoucherForms.Place own =
                new VoucherForms.Place(
                        batch.resource(),
                        batch.firm(),
                        batch.mode(),
                        null,
                        null,
                        200,
                        Purpose.OTHER,
                        batch.description(),
                        null,
                        ExcludedService.BATCH_FACTORY_INSPECTION,
                        false);
        String order = desk.placed(firm, own);
        assertThat(desk.order(order).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.order(order).funding().voucherPart()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_foreign_an_unknown_a_revoked_and_an_empty_voucher_hold_nothing() {
        Ways.Firm firm = desk.firm("340500");
        Ways.Firm other = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 300);
        refused(desk.tryPlace(other, desk.hours(other, 1, voucher)), VoucherReason.VOUCHER_FOREIGN);
        refused(
                desk.tryPlace(firm, desk.hours(firm, 1, "vou-20260101-nobody")),
                VoucherReason.VOUCHER_NOT_FOUND);
        desk.placed(firm, desk.hours(firm, 1, voucher));
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.VOUCHER_EMPTY);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(300));
        desk.done(
                desk.vouchers(),
                voucher,
                "revoke",
                new VoucherForms.Because("企业迁出"),
                desk.stage().actor("mas.officer"));
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.VOUCHER_REVOKED);
        // What was held before the revocation stays held.
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(300));
    }

    @Test
    void a_description_may_hold_any_character_and_codes_any_width() {
        Ways.Firm firm = desk.firm("340500");
        VoucherForms.Place some = desk.hours(firm, 2, null);
        String order =
                desk.placed(
                        firm,
                        new VoucherForms.Place(
                                some.resource(),
                                some.firm(),
                                some.mode(),
                                null,
                                null,
                                2,
                                some.purpose(),
                                "𠮷野 🔬 𝛼-Fe₂O₃",
                                null,
                                null,
                                false));
        assertThat(desk.order(order).wanted().description()).isEqualTo("𠮷野 🔬 𝛼-Fe₂O₃");
        assertThat(desk.booking(order).description()).isEqualTo("𠮷野 🔬 𝛼-Fe₂O₃");
        assertThat(Claims.invoiceNumber(" ２６３１ ２０００ ００００ ０００１ ２３４５ "))
                .isEqualTo("26312000000000012345");
        assertThat(Claims.invoiceNumber("031002100104　12345678")).isEqualTo("03100210010412345678");
        assertThat(Claims.invoiceNumber("0310021001 12345678")).isEqualTo("0310021001-12345678");
        assertThat(Claims.invoiceNumber("2631200000000001234X")).isNull();
        assertThat(Claims.invoiceNumber("२६३१२०००००००००१२३४५६")).isNull();
    }

    @Test
    void a_seal_delayed_past_the_vouchers_expiry_keeps_the_hold_and_the_claim() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 10, voucher));
        desk.done(
                desk.bookings(),
                desk.bookingId(order),
                "accept",
                new BookingNoteForm(null),
                desk.stage().actor("shence.manager"));
        // Its last day is brought forward, so that the year's end plays no part.
        Instant ends = desk.now().plus(Duration.ofDays(1));
        desk.endsAt(voucher, ends);
        desk.stage().clock.to(ends.minusMillis(1));
        expiry.expire();
        assertThat(desk.voucher(voucher).state()).isEqualTo(VoucherState.GRANTED);
        desk.stage().clock.to(ends);
        assertThat(expiry.expire()).isPositive();
        assertThat(desk.voucher(voucher).state()).isEqualTo(VoucherState.EXPIRED);
        // What was free went back to the issuer; what was held before survives.
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_000));
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.VOUCHER_EXPIRED);

        desk.sealed(firm, order);
        desk.stage().clock.forward(Duration.ofHours(10));
        desk.served(firm, order, 10);
        Outcome<?> claimed =
                desk.tryClaim(
                        firm,
                        desk.claiming(
                                firm,
                                order,
                                Ways.Desk.invoice(),
                                Money.yuan(6_000),
                                Money.yuan(3_000)));
        assertThat(claimed.isDone()).isTrue();
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_000));
        desk.booksBalance();
    }

    private void revoked(String voucher) {
        desk.done(
                desk.vouchers(),
                voucher,
                "revoke",
                new VoucherForms.Because("申报不实"),
                desk.stage().actor("mas.officer"));
    }

    private void expired(String voucher) {
        desk.stage().clock.forward(Duration.ofMinutes(1));
        desk.endsAt(voucher, desk.now());
        assertThat(expiry.expire()).isPositive();
    }

    private BudgetFigures figures(String programme) {
        return books.of(
                desk.records().find(Programme.class, Id.<Programme>of(programme)).orElseThrow());
    }

    private Balances ceiling(Ways.Firm firm) {
        return desk.account("ceiling/340500/" + firm.id() + "/" + desk.today().getYear());
    }

    @Test
    void a_hold_that_is_given_back_after_its_vouchers_end_goes_back_to_the_programme()
            throws Exception {
        desk.programmeLike("mas-2026", "mas-ended", Money.yuan(100_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String expired = desk.granted(firm, "mas-ended", Money.yuan(10_000), "mas.officer");
        String cancelled = desk.placed(firm, desk.hours(firm, 10, expired));
        Ways.Firm other = desk.firm("340500");
        String revoked = desk.granted(other, "mas-ended", Money.yuan(10_000), "mas.officer");
        String refused = desk.placed(other, desk.hours(other, 4, revoked));
        String declined = quoted(other, 2, revoked, Money.yuan(1_500));
        String waived = desk.confirmed(other, revoked, 2);

        expired(expired);
        revoked(revoked);

        assertThat(figures("mas-ended").expired()).isEqualTo(Money.yuan(7_000));
        assertThat(figures("mas-ended").revoked()).isEqualTo(Money.yuan(7_560));
        desk.done(desk.orders(), cancelled, "cancel", new VoucherForms.Because("x"), firm.person());
        desk.done(
                desk.bookings(),
                desk.bookingId(refused),
                "refuse",
                new BookingWhyForm("样品不宜"),
                desk.stage().actor("shence.manager"));
        desk.done(
                desk.orders(),
                declined,
                "decline-quote",
                new VoucherForms.Because("x"),
                other.person());
        desk.done(desk.orders(), waived, "waive", new VoucherForms.Because("x"), other.person());

        // All that was granted is back where it came from, each part once.
        for (String voucher : List.of(expired, revoked)) {
            assertThat(desk.account("voucher/" + voucher).posted()).isEqualTo(Money.ZERO);
            assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        }
        assertThat(figures("mas-ended").expired()).isEqualTo(Money.yuan(10_000));
        assertThat(figures("mas-ended").revoked()).isEqualTo(Money.yuan(10_000));
        assertThat(figures("mas-ended").held()).isEqualTo(Money.ZERO);
        assertThat(figures("mas-ended").available()).isEqualTo(Money.yuan(100_000));
        assertThat(ceiling(other).available()).isEqualTo(Money.yuan(300_000));
        assertThat(ceiling(other).creditsPosted()).isEqualTo(Money.yuan(300_000));
        assertThat(page("/cases/voucher/" + expired, firm.person()))
                .containsSubsequence("已核销", "0.00", "结束后收回", "10,000.00");
        desk.booksBalance();
    }

    @Test
    void what_an_ended_voucher_pays_less_than_it_held_goes_back_too_and_the_ceiling_once() {
        desk.programmeLike("mas-2026", "mas-partly", Money.yuan(100_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-partly", Money.yuan(10_000), "mas.officer");
        String order = desk.placed(firm, desk.hours(firm, 10, voucher));
        desk.contracted(firm, order);
        desk.stage().clock.forward(Duration.ofHours(10));
        expired(voucher);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(3_000));

        // Of ten hours four were used.
        desk.served(firm, order, 4);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_200));
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        // Of their 2,400 yuan 400 were freight.
        VoucherForms.Claiming form =
                desk.claiming(
                        firm, order, Ways.Desk.invoice(), Money.yuan(2_400), Money.yuan(2_400));
        String claim = desk.tryClaim(firm, without(form, Money.yuan(400))).orThrow().id();
        desk.passed(claim, "mas.officer");
        desk.captured(claim, "mas.officer");
        assertThat(desk.account("voucher/" + voucher).posted()).isEqualTo(Money.ZERO);
        assertThat(figures("mas-partly").expired()).isEqualTo(Money.yuan(9_000));
        assertThat(figures("mas-partly").available()).isEqualTo(Money.yuan(99_000));
        assertThat(ceiling(firm).available()).isEqualTo(Money.yuan(299_000));

        // Paid, and half of it recovered: the voucher is over and gets nothing.
        desk.accountGiven(claim, "", "6222020200112233445");
        desk.approved(claim, "mas.officer", "mas.treasury");
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), "mas.treasury").orThrow();
        recovered(claim, Money.yuan(1_000));
        assertThat(desk.account("voucher/" + voucher).posted()).isEqualTo(Money.ZERO);
        assertThat(figures("mas-partly").expired()).isEqualTo(Money.yuan(9_000));
        assertThat(figures("mas-partly").captured()).isEqualTo(Money.yuan(1_000));
        assertThat(figures("mas-partly").backInBudget()).isEqualTo(Money.yuan(500));
        assertThat(figures("mas-partly").available()).isEqualTo(Money.yuan(99_500));
        assertThat(ceiling(firm).available()).isEqualTo(Money.yuan(299_500));
        desk.booksBalance();
    }

    private static VoucherForms.Claiming without(VoucherForms.Claiming form, Money ineligible) {
        return new VoucherForms.Claiming(
                form.order(),
                form.invoiceNumber(),
                form.invoicedOn(),
                form.invoiceTotal(),
                ineligible,
                form.invoice(),
                form.payer(),
                form.paidOn(),
                form.paid(),
                form.receipt(),
                form.report(),
                form.account());
    }

    private void recovered(String claim, Money reducedBy) {
        String recovery =
                desk.recover(
                                new VoucherForms.Recover(
                                        claim,
                                        RecoveryGround.RED_LETTER,
                                        reducedBy,
                                        Ways.paper("red"),
                                        "冲红一半"),
                                desk.stage().actor("mas.officer"))
                        .orThrow()
                        .id();
        desk.done(
                desk.recoveries(),
                recovery,
                "returned",
                new VoucherForms.Returned(desk.today(), "JZ-3"),
                desk.stage().actor("mas.treasury"));
    }

    @Test
    void a_lower_price_after_its_vouchers_end_leaves_nothing_on_the_voucher() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = quoted(firm, 2, voucher, Money.yuan(800));
        expired(voucher);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(640));

        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());

        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(400));
        assertThat(desk.left(voucher)).isEqualTo(Money.ZERO);
        assertThat(desk.order(order).funding().voucherPart()).isEqualTo(Money.yuan(400));
        desk.booksBalance();
    }

    /// Jiangsu speaks about an order of Anhui's at an instrument of Shanghai's.
    private void jiangsuSays(Record body) {
        desk.submit(Province.JIANGSU, new Fact("forged", Audience.of(ANHUI), body));
        desk.stage().settle();
    }

    @Test
    void no_word_of_another_province_than_the_resources_moves_an_order_or_its_hold() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 4, voucher));
        String booking = desk.bookingId(order);
        Order before = desk.order(order);
        assertThat(before.state()).isEqualTo(OrderState.RESERVED);

        jiangsuSays(new BookingAccepted(order, booking, Money.yuan(1), ""));
        jiangsuSays(new BookingRefused(order, booking, Refusal.of(BookingsReason.IN_THE_PAST), ""));
        jiangsuSays(new BookingCancelled(order, booking, "PROVIDER", false, ""));

        assertThat(desk.order(order)).isEqualTo(before);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(1_200));

        // Nor once it has asked to be let go; only Shanghai's word does.
        desk.procedures()
                .act(
                        desk.orders(),
                        before.id(),
                        "cancel",
                        new VoucherForms.Because("x"),
                        firm.person(),
                        -1,
                        null)
                .orThrow();
        desk.stage().settle();
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        jiangsuSays(new BookingRefused(order, booking, Refusal.of(BookingsReason.IN_THE_PAST), ""));
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CANCELLED);
        desk.booksBalance();
    }

    @Test
    void a_programme_that_is_not_there_or_has_no_rule_grants_nothing() {
        Ways.Firm firm = desk.firm("340500");
        Programme like =
                desk.records().find(Programme.class, Id.<Programme>of("mas-2026")).orElseThrow();
        desk.submit(
                ANHUI,
                new Put(
                        new Programme(
                                Id.of("mas-unruled"),
                                ANHUI,
                                like.issuer(),
                                like.nameZh(),
                                like.nameEn(),
                                like.year(),
                                like.budget(),
                                true,
                                true,
                                like.source())));
        long before = desk.records().count(Voucher.class, "true", Map.of());

        refused(applied(firm, "mas-nowhere"), VoucherReason.PROGRAMME_NOT_FOUND);
        refused(applied(firm, "mas-unruled"), VoucherReason.RULE_MISSING);

        assertThat(desk.records().count(Voucher.class, "true", Map.of())).isEqualTo(before);
    }

    private Outcome<?> applied(Ways.Firm firm, String programme) {
        return desk.procedures()
                .open(
                        desk.vouchers(),
                        "apply",
                        new VoucherForms.Apply(firm.id(), programme, "试验", Money.yuan(1_000), null),
                        firm.person(),
                        null);
    }
}
