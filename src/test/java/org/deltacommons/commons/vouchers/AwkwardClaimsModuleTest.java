package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.enterprises.Enterprise;
import org.deltacommons.commons.enterprises.EnterpriseKind;
import org.deltacommons.commons.enterprises.TechnologyStatus;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerReason;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// The awkward cases between a confirmed order and the batch, each with what moved and what did
/// not.
@WaysContext
class AwkwardClaimsModuleTest {

    private static final String OFFICER = "mas.officer";

    @Autowired Ways.Desk desk;
    @Autowired Words words;
    @Autowired MockMvc web;
    @Autowired Facts facts;

    /// A confirmed order of some hours at 600 yuan, its voucher of 10,000 yuan.
    private record Done(Ways.Firm firm, String voucher, String order) {}

    private Done served(int hours) {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        return served(firm, voucher, hours);
    }

    private Done served(Ways.Firm firm, String voucher, int hours) {
        String order = desk.placed(firm, desk.hours(firm, hours, voucher));
        desk.contracted(firm, order);
        desk.stage().clock.forward(Duration.ofHours(hours));
        desk.served(firm, order, hours);
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CONFIRMED);
        return new Done(firm, voucher, order);
    }

    private Outcome<Moved> claim(Done done, String invoice, long total, long paid) {
        return desk.tryClaim(
                done.firm(),
                desk.claiming(
                        done.firm(), done.order(), invoice, Money.yuan(total), Money.yuan(paid)));
    }

    private String page(String claim, Ways.Firm reader) throws Exception {
        return web.perform(get("/cases/claim/" + claim).with(as(reader.person())))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private SellerInvoice invoice(String number) {
        return desk.records().find(SellerInvoice.class, SellerInvoice.idOf(number)).orElseThrow();
    }

    private Finding finding(String claim, Finding.Kind kind) {
        return desk.claim(claim).finding(kind).orElseThrow();
    }

    @Test
    void a_receipt_from_the_owners_private_account_goes_back_with_the_template_and_nothing_moves()
            throws Exception {
        Done done = served(4);
        String number = Ways.Desk.invoice();
        // The firm typed its own name; the receipt shows the owner's.
        String claim = claim(done, number, 2_400, 1_200).orThrow().id();
        assertThat(invoice(number).left()).isEqualTo(Money.ZERO);

        desk.done(
                desk.claims(),
                claim,
                "return",
                new VoucherForms.Return(
                        VoucherForms.ReturnTemplate.RECEIPT_NOT_FROM_FIRM, "凭证户名为 张三"),
                desk.stage().actor(OFFICER));

        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.RETURNED);
        assertThat(desk.claim(claim).note()).startsWith("RECEIPT_NOT_FROM_FIRM");
        assertThat(page(claim, done.firm()))
                .contains("请补正", "付款凭证的付款方不是申领企业：凭证户名为 张三")
                .doesNotContain("RECEIPT_NOT_FROM_FIRM:");
        assertThat(desk.held(done.voucher())).isEqualTo(Money.yuan(1_200));
        assertThat(invoice(number).left()).as("given back").isEqualTo(Money.yuan(2_400));
        assertThat(desk.account("payable/mas-2026/org-sc-micro").kind()).isNotNull();

        // Typed as it is, it is refused before anybody looks at it.
        VoucherForms.Claiming as =
                desk.claiming(
                        done.firm(), done.order(), number, Money.yuan(2_400), Money.yuan(1_200));
        VoucherForms.Claiming privately =
                new VoucherForms.Claiming(
                        as.order(),
                        as.invoiceNumber(),
                        as.invoicedOn(),
                        as.invoiceTotal(),
                        as.invoice(),
                        "张三",
                        as.paidOn(),
                        as.paid(),
                        as.receipt(),
                        null,
                        null);
        refused(
                desk.act(desk.claims(), claim, "correct", privately, done.firm().person()),
                VoucherReason.PAYER_IS_NOT_FIRM);
        desk.done(desk.claims(), claim, "correct", as, done.firm().person());
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
    }

    private VoucherForms.SendBack back(VoucherForms.EarlierStep step) {
        return new VoucherForms.SendBack(
                step, VoucherForms.ReturnTemplate.REPORT_MISSING, "报告缺第 3 页");
    }

    @Test
    void a_claim_that_passed_goes_back_to_the_step_that_is_chosen_until_its_batch_is_published()
            throws Exception {
        Done done = served(4);
        String number = Ways.Desk.invoice();
        String claim = claim(done, number, 2_400, 1_200).orThrow().id();
        var sendBack = back(VoucherForms.EarlierStep.EXAMINATION);
        var officer = desk.stage().actor(OFFICER);
        assertThat(desk.act(desk.claims(), claim, "send-back", sendBack, officer).isDone())
                .as("not passed yet")
                .isFalse();
        desk.passed(claim, OFFICER);
        assertThat(
                        desk.act(desk.claims(), claim, "send-back", sendBack, done.firm().person())
                                .isDone())
                .as("the firm does not")
                .isFalse();

        desk.done(desk.claims(), claim, "send-back", sendBack, officer);
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(finding(claim, Finding.Kind.TAX).answer())
                .as("whoever passes it once more makes sure once more")
                .isEqualTo(Finding.Answer.NOT_VERIFIED);
        assertThat(desk.batch(claim).lines(Redemption.LineState.WAITING))
                .extracting(Redemption.Line::claim)
                .contains(claim);
        assertThat(invoice(number).left()).as("still taken").isEqualTo(Money.ZERO);
        assertThat(page(claim, done.firm()))
                .contains("退回至……", "缺少检测报告或机时记录：报告缺第 3 页")
                .doesNotContain("REPORT_MISSING:");

        desk.passed(claim, OFFICER);
        desk.done(desk.claims(), claim, "send-back", back(VoucherForms.EarlierStep.FIRM), officer);
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.RETURNED);
        assertThat(invoice(number).left()).as("given back").isEqualTo(Money.yuan(2_400));
        assertThat(desk.held(done.voucher())).isEqualTo(Money.yuan(1_200));
        desk.done(
                desk.claims(),
                claim,
                "correct",
                desk.claiming(
                        done.firm(), done.order(), number, Money.yuan(2_400), Money.yuan(1_200)),
                done.firm().person());
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        assertThat(desk.act(desk.claims(), claim, "send-back", sendBack, officer).isDone())
                .as("what was published is decided")
                .isFalse();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CAPTURED);
        desk.booksBalance();
    }

    @Test
    void a_returned_claim_can_be_taken_back_and_the_order_claimed_anew() {
        Done done = served(4);
        String number = Ways.Desk.invoice();
        String claim = claim(done, number, 2_400, 1_200).orThrow().id();
        refused(claim(done, Ways.Desk.invoice(), 2_400, 1_200), VoucherReason.NOTHING_TO_CLAIM);
        desk.done(
                desk.claims(),
                claim,
                "return",
                new VoucherForms.Return(VoucherForms.ReturnTemplate.OTHER, "x"),
                desk.stage().actor(OFFICER));
        desk.done(desk.claims(), claim, "withdraw", new NoForm(), done.firm().person());
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.REJECTED);
        assertThat(desk.order(done.order()).state()).isEqualTo(OrderState.CONFIRMED);
        assertThat(claim(done, number, 2_400, 1_200).isDone()).isTrue();
    }

    @Test
    void one_invoice_split_over_shanghai_and_wujiang_is_allocated_once_by_the_sellers_home()
            throws Exception {
        Ways.Firm head = desk.firm("310117");
        String shanghai =
                desk.granted(head, "shanghai-2026", Money.yuan(10_000), "shanghai.officer");
        Ways.Firm branch = desk.firm("320509");
        String wujiang =
                desk.granted(branch, "wujiang-2026", Money.yuan(10_000), "wujiang.officer");
        Done one = served(head, shanghai, 10);
        Done other = served(branch, wujiang, 10);
        String number = Ways.Desk.invoice();

        // 6,000 yuan of work each, but one invoice of 9,000.
        String first = claim(one, number, 9_000, 6_000).orThrow().id();
        String second = claim(other, number, 9_000, 3_000).orThrow().id();

        assertThat(desk.claim(first).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(desk.claim(second).state()).isEqualTo(ClaimState.RETURNED);
        assertThat(finding(second, Finding.Kind.INVOICE_ALLOCATION).answer())
                .isEqualTo(Finding.Answer.FOUND);
        assertThat(page(second, branch))
                .contains("销售方所在省未予占用：发票余额不足")
                .doesNotContain("INVOICE_EXHAUSTED");
        SellerInvoice invoice = invoice(number);
        assertThat(invoice.home()).isEqualTo(Province.SHANGHAI);
        assertThat(invoice.left()).isEqualTo(Money.yuan(3_000));
        assertThat(invoice.allocations()).hasSize(1);
        // The same number with another total is another paper: never both.
        Done third = served(4);
        String forged = claim(third, number, 2_400, 1_200).orThrow().id();
        assertThat(desk.claim(forged).state()).isEqualTo(ClaimState.RETURNED);
        assertThat(invoice(number)).isEqualTo(invoice);
        desk.booksBalance();
    }

    @Test
    void an_order_with_two_invoices_is_paid_to_the_fen_what_one_would_have_been() {
        Done done = served(5);
        // 3,000.01 and the rest: each rounded by itself would lose a fen.
        VoucherForms.Claiming part =
                desk.claiming(
                        done.firm(),
                        done.order(),
                        Ways.Desk.invoice(),
                        Money.parse("1000.01"),
                        Money.yuan(600));
        String first = desk.tryClaim(done.firm(), part).orThrow().id();
        assertThat(desk.claim(first).pays()).isEqualTo(Money.parse("500.00"));
        Order half = desk.order(done.order());
        assertThat(half.state()).isEqualTo(OrderState.CLAIMING);
        assertThat(half.baseLeft()).isEqualTo(Money.parse("1999.99"));

        String second = claim(done, Ways.Desk.invoice(), 2_000, 1_000).orThrow().id();

        assertThat(desk.claim(second).base()).isEqualTo(Money.parse("1999.99"));
        assertThat(desk.claim(second).pays()).isEqualTo(Money.yuan(1_000));
        assertThat(desk.order(done.order()).heldLeft()).isEqualTo(Money.ZERO);
        refused(claim(done, Ways.Desk.invoice(), 100, 100), VoucherReason.NOTHING_TO_CLAIM);
        refused(
                desk.act(
                        desk.orders(),
                        done.order(),
                        "waive",
                        new VoucherForms.Because("x"),
                        done.firm().person()),
                VoucherReason.CLAIMS_OPEN);
    }

    @Test
    void two_orders_on_one_invoice_share_its_amount() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        Done one = served(firm, voucher, 2);
        Done other = served(firm, voucher, 3);
        String number = Ways.Desk.invoice();
        String first = claim(one, number, 3_000, 1_000).orThrow().id();
        String second = claim(other, number, 3_000, 1_000).orThrow().id();
        assertThat(desk.claim(first).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(desk.claim(second).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(invoice(number).left()).isEqualTo(Money.ZERO);
        assertThat(invoice(number).allocations()).hasSize(2);
    }

    @Test
    void a_provider_suspended_after_the_contract_is_paid_by_hand_and_one_before_never() {
        Done done = served(2);
        desk.stage().clock.forward(Duration.ofDays(1));
        standing(ProviderState.SUSPENDED);
        try {
            String claim = claim(done, Ways.Desk.invoice(), 1_200, 600).orThrow().id();
            assertThat(finding(claim, Finding.Kind.PROVIDER_STATE).answer())
                    .isEqualTo(Finding.Answer.FOUND);
            ComparedPapers papers = new ComparedPapers(desk.claim(claim));
            assertThat(papers.provider().mark()).isEqualTo(Mark.NOT_MET);
            assertThat(papers.payer().mark()).as("nothing wrong with it").isNull();
            assertThat(papers.checks(words).mark()).isEqualTo(Mark.NOT_MET);
            assertThat(papers.checks(words).value().toString()).contains("不符合：服务机构资格有效；未核实：");
            refused(
                    desk.act(
                            desk.claims(),
                            claim,
                            "pass",
                            new VoucherForms.Examine(true, true, null),
                            desk.stage().actor(OFFICER)),
                    VoucherReason.CHECK_OPEN);
            assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
            desk.passed(claim, OFFICER);
            assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PASSED);
        } finally {
            standing(ProviderState.VERIFIED);
        }
    }

    @Test
    void a_contract_signed_under_a_suspension_passes_nobody() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 2, voucher));
        desk.done(
                desk.bookings(),
                desk.bookingId(order),
                "accept",
                new org.deltacommons.commons.bookings.BookingNoteForm(null),
                desk.stage().actor("shence.manager"));
        standing(ProviderState.SUSPENDED);
        desk.stage().clock.forward(Duration.ofDays(2));
        desk.sealed(firm, order);
        desk.stage().clock.forward(Duration.ofDays(2));
        standing(ProviderState.VERIFIED);
        desk.served(firm, order, 2);
        String claim =
                claim(new Done(firm, voucher, order), Ways.Desk.invoice(), 1_200, 600)
                        .orThrow()
                        .id();
        var why =
                refused(
                        desk.act(
                                desk.claims(),
                                claim,
                                "pass",
                                new VoucherForms.Examine(true, true, "仍要通过"),
                                desk.stage().actor(OFFICER)),
                        VoucherReason.PROVIDER_NOT_LISTED);
        assertThat(words.explain(why).line()).contains("暂停");
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
        assertThat(desk.held(voucher)).isEqualTo(Money.yuan(600));
    }

    private void standing(ProviderState state) {
        Provider is =
                desk.records().find(Provider.class, Provider.idOf("org-sc-micro")).orElseThrow();
        desk.change(Provider.class, is.id(), each -> each.in(state, desk.now(), "试验"));
    }

    @Test
    void a_number_that_lapsed_while_the_order_ran_is_shown_and_the_officer_decides() {
        Ways.Firm firm = desk.firm("340500");
        LocalDate today = desk.today();
        LocalDate lapses = today.plusDays(10);
        enterprise(firm, lapses, today);
        String voucher = desk.inMaanshan(firm, 10_000);
        Done done = served(firm, voucher, 2);
        desk.stage().clock.to(lapses.plusDays(2).atTime(9, 0).atZone(Ways.ZONE).toInstant());
        // Nobody has asked the register since it lapsed.
        String unknown = claim(done, Ways.Desk.invoice(), 1_200, 600).orThrow().id();
        assertThat(finding(unknown, Finding.Kind.TECHNOLOGY).answer())
                .isEqualTo(Finding.Answer.NOT_VERIFIED);

        // The register was asked and says it lapsed.
        desk.change(
                Enterprise.class,
                Id.<Enterprise>of(firm.id()),
                each -> known(firm, lapses, desk.today()));
        Done again = served(firm, voucher, 1);
        String lapsed = claim(again, Ways.Desk.invoice(), 600, 300).orThrow().id();
        Finding found = finding(lapsed, Finding.Kind.TECHNOLOGY);
        assertThat(found.answer()).isEqualTo(Finding.Answer.FOUND);
        refused(
                desk.act(
                        desk.claims(),
                        unknown,
                        "pass",
                        new VoucherForms.Examine(true, true, null),
                        desk.stage().actor(OFFICER)),
                VoucherReason.CHECK_OPEN);
        // The status on the day of the order counts: the officer may pass it with a note.
        assertThat(finding(unknown, Finding.Kind.TECHNOLOGY).values()).containsEntry("then", "MET");
        desk.passed(unknown, OFFICER);
    }

    private void enterprise(Ways.Firm firm, LocalDate lapses, LocalDate asked) {
        desk.submit(firm.home(), new Put(known(firm, lapses, asked)));
    }

    private static Enterprise known(Ways.Firm firm, LocalDate lapses, LocalDate asked) {
        return new Enterprise(
                Id.of(firm.id()),
                firm.home(),
                firm.name(),
                EnterpriseKind.FIRM,
                new DivisionCode("340500"),
                null,
                null,
                null,
                null,
                List.of(
                        new TechnologyStatus(
                                2025,
                                "202534050008000001",
                                lapses.minusYears(1),
                                lapses,
                                "示例",
                                lapses.minusYears(1))),
                asked,
                List.of(),
                null,
                List.of(),
                true);
    }

    @Test
    void capturing_more_than_is_held_is_refused_by_the_ledger_and_nothing_moves() {
        Done done = served(2);
        String hold = Funds.holdId(done.order(), 1, "voucher");
        Outcome<?> outcome =
                desk.trySubmit(
                        Province.ANHUI,
                        new LedgerPart.Capture(
                                "test/" + done.order(), hold, new Money(60_001), done.order()));
        refused(outcome, LedgerReason.MORE_THAN_HELD);
        assertThat(desk.held(done.voucher())).isEqualTo(Money.yuan(600));
        assertThat(desk.account("voucher/" + done.voucher()).debitsPosted()).isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    /// From one claim alone in its month's batch to its payment.
    private String paid(Done done, String number, long total, long paid) {
        String claim = claim(done, number, total, paid).orThrow().id();
        desk.passed(claim, OFFICER);
        String batch = desk.claim(claim).batch();
        desk.clearOthers(batch, claim, OFFICER);
        desk.captured(claim, OFFICER);
        desk.accountGiven(claim, "", "6222020200112233445");
        desk.approved(claim, OFFICER, "mas.treasury");
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), "mas.treasury").orThrow();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAID);
        return claim;
    }

    @Test
    void a_red_letter_invoice_after_payment_brings_its_share_back_pro_rata() {
        Done done = served(7);
        String claim = paid(done, Ways.Desk.invoice(), 4_200, 2_100);
        String ceiling = "ceiling/340500/" + done.firm().id() + "/2026";
        Money budget = desk.account("budget/mas-2026").available();
        Money free = desk.account(ceiling).available();
        VoucherForms.Recover form =
                new VoucherForms.Recover(
                        claim,
                        RecoveryGround.RED_LETTER,
                        Money.parse("1000.01"),
                        Ways.paper("red"),
                        "冲红一张");
        refused(desk.recover(form, desk.stage().actor("hefei.officer")), WalletReason.NOT_FOUND);
        refused(
                desk.recover(
                        new VoucherForms.Recover(
                                claim,
                                RecoveryGround.RED_LETTER,
                                Money.yuan(4_201),
                                Ways.paper("red"),
                                "x"),
                        desk.stage().actor(OFFICER)),
                VoucherReason.REDUCED_TOO_MUCH);
        String recovery = desk.recover(form, desk.stage().actor(OFFICER)).orThrow().id();
        refused(desk.recover(form, desk.stage().actor(OFFICER)), VoucherReason.RECOVERY_OPEN);
        // Half of 3,199.99 stays, rounded down: 1,599.99; 500.01 come back.
        assertThat(desk.recovery(recovery).amount()).isEqualTo(Money.parse("500.01"));
        assertThat(desk.account("budget/mas-2026").available()).isEqualTo(budget);

        desk.done(
                desk.recoveries(),
                recovery,
                "returned",
                new VoucherForms.Returned(desk.today(), "JZ-1"),
                desk.stage().actor("mas.treasury"));

        assertThat(desk.account("budget/mas-2026").available())
                .isEqualTo(budget.plus(Money.parse("500.01")));
        assertThat(desk.account(ceiling).available()).isEqualTo(free.plus(Money.parse("500.01")));
        assertThat(desk.left(done.voucher())).isEqualTo(Money.parse("8400.01"));
        assertThat(desk.account("payable/mas-2026/org-sc-micro").held()).isNotNull();
        // The rest of the invoice: what is left comes back, and then nothing more.
        String all =
                desk.recover(
                                new VoucherForms.Recover(
                                        claim,
                                        RecoveryGround.REFUND,
                                        Money.parse("3199.99"),
                                        Ways.paper("refund"),
                                        "退款"),
                                desk.stage().actor(OFFICER))
                        .orThrow()
                        .id();
        assertThat(desk.recovery(all).amount()).isEqualTo(Money.parse("1599.99"));
        desk.booksBalance();
    }

    private void zhejiangSays(Province to, String order, Record body) {
        desk.submit(Province.ZHEJIANG, new Fact(order, Audience.of(to), body));
        desk.stage().settle();
    }

    @Test
    void no_other_province_takes_or_gives_back_what_a_claim_has_of_an_invoice() {
        Done done = served(4);
        String number = Ways.Desk.invoice();
        String claim = claim(done, number, 2_400, 1_200).orThrow().id();
        SellerInvoice before = invoice(number);
        assertThat(before.left()).isEqualTo(Money.ZERO);

        zhejiangSays(Province.SHANGHAI, done.order(), new InvoiceReleased(claim, number));
        zhejiangSays(
                Province.SHANGHAI,
                done.order(),
                new InvoiceAllocationRequested(
                        claim,
                        done.order(),
                        number,
                        "org-sc-micro",
                        Money.yuan(2_400),
                        Money.yuan(1)));

        assertThat(invoice(number)).isEqualTo(before);
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
    }

    @Test
    void no_other_province_says_where_a_provider_is_paid_or_learns_it() {
        Done done = served(3);
        String claim = claim(done, Ways.Desk.invoice(), 1_800, 900).orThrow().id();
        desk.passed(claim, OFFICER);
        desk.clearOthers(desk.claim(claim).batch(), claim, OFFICER);
        desk.captured(claim, OFFICER);
        ClaimLine before = desk.claim(claim);
        assertThat(before.state()).isEqualTo(ClaimState.CAPTURED);
        long asked = desk.records().count(AccountRequest.class, "true", Map.of());

        zhejiangSays(
                Province.ANHUI,
                done.order(),
                new AccountGiven(claim, done.order(), "", "6222999999999999999"));
        zhejiangSays(
                Province.SHANGHAI,
                done.order(),
                new AccountWanted(
                        "forged", done.order(), "org-sc-micro", Money.yuan(900), "asked"));

        assertThat(desk.claim(claim)).isEqualTo(before);
        assertThat(desk.records().count(AccountRequest.class, "true", Map.of())).isEqualTo(asked);
        assertThat(facts.about(done.order()))
                .filteredOn(fact -> fact.origin() == Province.SHANGHAI)
                .noneMatch(fact -> fact.audience().includes(fact.origin(), Province.ZHEJIANG));
    }
}
