package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.commons.enterprises.Enterprise;
import org.deltacommons.commons.enterprises.EnterpriseKind;
import org.deltacommons.commons.enterprises.EnterprisesReason;
import org.deltacommons.commons.enterprises.Relocation;
import org.deltacommons.commons.enterprises.RelocationForms;
import org.deltacommons.commons.enterprises.RelocationState;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Worklist;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// What can become of a voucher while its order runs: the invoice is mixed or shared, the budget is
/// cut, the firm moves or grows up, the money comes back a year later. The last goes to the turn of
/// the year, so they are told in order.
@WaysContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VoucherCasesModuleTest {

    private static final String OFFICER = "mas.officer";
    private static final String TREASURY = "mas.treasury";

    @Autowired Ways.Desk desk;
    @Autowired Procedure<BudgetChange> budgets;
    @Autowired Procedure<Relocation> relocations;
    @Autowired Worklist worklist;
    @Autowired Words words;
    @Autowired MockMvc web;

    private static VoucherRule ceilings(VoucherRule like, Money firm, Money team) {
        return new VoucherRule(
                like.nameZh(),
                like.nameEn(),
                like.shares(),
                firm,
                team,
                like.validMonths(),
                like.route(),
                like.base(),
                like.noticeWorkingDays(),
                like.excluded(),
                like.carryOver(),
                like.claimCutOff(),
                like.ceilingYear(),
                like.relatedPartyHops(),
                like.tiers());
    }

    private VoucherForms.Claiming mixed(
            Ways.Firm firm, String order, String invoice, Money total, Money ineligible) {
        VoucherForms.Claiming plain = desk.claiming(firm, order, invoice, total, total);
        return new VoucherForms.Claiming(
                plain.order(),
                plain.invoiceNumber(),
                plain.invoicedOn(),
                plain.invoiceTotal(),
                ineligible,
                plain.invoice(),
                plain.payer(),
                plain.paidOn(),
                plain.paid(),
                plain.receipt(),
                plain.report(),
                plain.account());
    }

    private SellerInvoice invoice(String number) {
        return desk.records().find(SellerInvoice.class, SellerInvoice.idOf(number)).orElseThrow();
    }

    private String page(String address, String who) throws Exception {
        return web.perform(get(address).with(as(desk.stage().actor(who))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void a_mixed_invoice_is_paid_the_share_of_what_is_eligible_only() throws Exception {
        desk.programmeLike("mas-2026", "mas-mixed", Money.yuan(100_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-mixed", Money.yuan(10_000), OFFICER);
        String order = desk.confirmed(firm, voucher, 7);
        String number = Ways.Desk.invoice();
        refused(
                desk.tryClaim(
                        firm, mixed(firm, order, number, Money.yuan(4_200), Money.yuan(4_200))),
                VoucherReason.NOTHING_ELIGIBLE);
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CONFIRMED);
        // First claimed as if all of it were eligible: the officer sends it back.
        String claim =
                desk.tryClaim(
                                firm,
                                desk.claiming(
                                        firm, order, number, Money.yuan(4_200), Money.yuan(4_200)))
                        .orThrow()
                        .id();
        assertThat(desk.claim(claim).pays()).isEqualTo(Money.yuan(2_100));
        desk.done(
                desk.claims(),
                claim,
                "return",
                new VoucherForms.Return(VoucherForms.ReturnTemplate.INELIGIBLE_ITEMS, "含运费"),
                desk.stage().actor(OFFICER));
        desk.done(
                desk.claims(),
                claim,
                "correct",
                mixed(firm, order, number, Money.yuan(4_200), Money.yuan(600)),
                firm.person());

        assertThat(desk.claim(claim).base()).isEqualTo(Money.yuan(3_600));
        assertThat(desk.claim(claim).pays()).isEqualTo(Money.yuan(1_800));
        // The freight is settled with it: neither this order nor another gets it.
        assertThat(desk.order(order).baseLeft()).isEqualTo(Money.ZERO);
        assertThat(invoice(number).left()).isEqualTo(Money.ZERO);
        assertThat(page("/cases/claim/" + claim, OFFICER)).contains("不支持的金额", "600.00");
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        assertThat(desk.left(voucher)).isEqualTo(Money.yuan(8_200));
        desk.booksBalance();
    }

    @Test
    @Order(2)
    void one_invoice_over_orders_of_three_issuers_is_shared_to_the_fen_and_no_further() {
        String number = Ways.Desk.invoice();
        Ways.Firm anhui = desk.firm("340500");
        Ways.Firm shanghai = desk.firm("310117");
        Ways.Firm jiangsu = desk.firm("320509");
        String[] orders = {
            desk.confirmed(anhui, desk.inMaanshan(anhui, 10_000), 2),
            desk.confirmed(
                    shanghai,
                    desk.granted(shanghai, "shanghai-2026", Money.yuan(10_000), "shanghai.officer"),
                    3),
            desk.confirmed(
                    jiangsu,
                    desk.granted(jiangsu, "wujiang-2026", Money.yuan(10_000), "wujiang.officer"),
                    5)
        };
        Ways.Firm[] firms = {anhui, shanghai, jiangsu};
        for (int i = 0; i < 3; i++) {
            String claim =
                    desk.tryClaim(
                                    firms[i],
                                    desk.claiming(
                                            firms[i],
                                            orders[i],
                                            number,
                                            Money.yuan(6_000),
                                            Money.yuan(3_000)))
                            .orThrow()
                            .id();
            assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CHECKED);
            assertThat(desk.claim(claim).home()).isEqualTo(firms[i].home());
        }
        assertThat(invoice(number).home()).isEqualTo(Province.SHANGHAI);
        assertThat(invoice(number).left()).isEqualTo(Money.ZERO);
        // A fourth finds nothing left of it.
        Ways.Firm more = desk.firm("340500");
        String fourth = desk.confirmed(more, desk.inMaanshan(more, 10_000), 1);
        String claim =
                desk.tryClaim(
                                more,
                                desk.claiming(
                                        more, fourth, number, Money.yuan(6_000), Money.yuan(600)))
                        .orThrow()
                        .id();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.RETURNED);
        assertThat(invoice(number).allocations()).hasSize(3);
    }

    private String proposed(String programme, long yuan) {
        return desk.procedures()
                .open(
                        budgets,
                        "propose",
                        new VoucherForms.Budget(
                                programme, Money.yuan(yuan), Ways.paper("decision"), "年中压减"),
                        desk.stage().actor(OFFICER),
                        null)
                .orThrow()
                .id();
    }

    @Test
    @Order(3)
    void a_budget_is_never_cut_below_what_is_held_and_the_holds_are_listed() throws Exception {
        desk.programmeLike("mas-2026", "mas-cut", Money.yuan(10_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-cut", Money.yuan(10_000), OFFICER);
        String order = desk.placed(firm, desk.hours(firm, 5, voucher));
        refused(
                desk.procedures()
                        .open(
                                budgets,
                                "propose",
                                new VoucherForms.Budget(
                                        "mas-cut", Money.yuan(1), Ways.paper("x"), "x"),
                                desk.stage().actor("hefei.officer"),
                                null),
                WalletReason.NOT_FOUND);
        String deep = proposed("mas-cut", 1_000);

        var why =
                refused(
                        desk.act(
                                budgets,
                                deep,
                                "approve",
                                new NoForm(),
                                desk.stage().actor(TREASURY)),
                        VoucherReason.BUDGET_BELOW_HELD);

        assertThat(words.explain(why).line()).contains("1,000.00");
        assertThat(page("/cases/budget-change/" + deep, TREASURY))
                .contains(order, "1,500.00", "占用预算的订单");
        assertThat(page("/cases/budget-change/" + deep + "?lang=en", TREASURY))
                .as("a programme has a name in English, a sum its unit")
                .contains("Demo mas-cut ¥ 10,000.00 → ¥ ", ">Demo mas-cut<");
        assertThat(page("/budgets/mas-cut/holds", OFFICER)).contains(order, "1,500.00");
        assertThat(page("/budgets", TREASURY)).contains("/budgets/mas-cut");
        assertThat(page("/budgets/mas-cut", OFFICER)).contains("/budgets/mas-cut/holds");
        assertThat(page("/budgets", "hefei.officer")).doesNotContain("mas-cut");
        web.perform(get("/budgets/mas-cut/holds").with(as(desk.stage().actor("hefei.officer"))))
                .andExpect(status().isNotFound());
        assertThat(desk.account("budget/mas-cut").available()).isEqualTo(Money.yuan(8_500));
        desk.done(
                budgets,
                deep,
                "drop",
                new VoucherForms.Because("已冻结"),
                desk.stage().actor(OFFICER));

        String fits = proposed("mas-cut", 1_500);
        desk.done(budgets, fits, "approve", new NoForm(), desk.stage().actor(TREASURY));
        assertThat(desk.account("budget/mas-cut").available()).isEqualTo(Money.ZERO);
        assertThat(desk.account("budget/mas-cut").held()).isEqualTo(Money.yuan(1_500));
        refused(desk.tryPlace(firm, desk.hours(firm, 1, voucher)), VoucherReason.BUDGET_EXHAUSTED);
        String raised = proposed("mas-cut", 2_000);
        desk.done(budgets, raised, "approve", new NoForm(), desk.stage().actor(TREASURY));
        assertThat(desk.placed(firm, desk.hours(firm, 1, voucher))).isNotEmpty();
        desk.booksBalance();
    }

    private Enterprise enterprise(Ways.Firm firm, EnterpriseKind kind, String division) {
        Enterprise there =
                Enterprise.registered(
                        Id.of(firm.id()),
                        firm.name(),
                        kind,
                        new DivisionCode(division),
                        kind == EnterpriseKind.TEAM ? null : LocalDate.of(2020, 1, 1),
                        "市场监管登记（示例）",
                        desk.today());
        // The record stays where the firm is at home; only what it says of the firm changes.
        return new Enterprise(
                there.id(),
                firm.home(),
                there.name(),
                there.kind(),
                there.division(),
                there.registeredOn(),
                there.registeredSource(),
                there.registeredAsOf(),
                there.figures(),
                there.technology(),
                there.technologyAsOf(),
                there.tenancies(),
                there.honesty(),
                there.qualifications(),
                there.example());
    }

    /// From the application at the former home to the answer of the receiving province.
    private String asksToMove(Ways.Firm firm, String division) {
        String id =
                desk.procedures()
                        .open(
                                relocations,
                                "ask",
                                new RelocationForms.Relocate(
                                        firm.id(),
                                        new DivisionCode(division),
                                        desk.today(),
                                        Ways.paper("licence")),
                                firm.person(),
                                null)
                        .orThrow()
                        .id();
        desk.stage().settle();
        return id;
    }

    private RelocationState relocation(String id) {
        return desk.records().find(Relocation.class, Id.<Relocation>of(id)).orElseThrow().state();
    }

    @Test
    @Order(4)
    void a_firm_that_moves_to_another_province_is_paid_by_the_issuer_of_its_running_order()
            throws Exception {
        desk.programmeLike("mas-2026", "mas-moved", Money.yuan(100_000), rule -> rule);
        desk.programmeLike("mas-2026", "mas-new", Money.yuan(100_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        desk.submit(firm.home(), new Put(enterprise(firm, EnterpriseKind.FIRM, "340500")));
        String voucher = desk.granted(firm, "mas-moved", Money.yuan(10_000), OFFICER);
        String order = desk.confirmed(firm, voucher, 4);
        String running = desk.placed(firm, desk.hours(firm, 2, voucher));
        Money budget = desk.account("budget/mas-moved").available();

        String move = asksToMove(firm, "310117");
        assertThat(relocation(move)).isEqualTo(RelocationState.ASKED);
        assertThat(relocation(move + "-in")).isEqualTo(RelocationState.TO_EXAMINE);
        refused(
                desk.procedures()
                        .open(
                                relocations,
                                "ask",
                                new RelocationForms.Relocate(
                                        firm.id(),
                                        new DivisionCode("320509"),
                                        desk.today(),
                                        Ways.paper("licence")),
                                firm.person(),
                                null),
                EnterprisesReason.MOVE_OPEN);
        // Neither the firm itself nor its former home decides.
        refused(
                desk.act(
                        relocations,
                        move + "-in",
                        "receive",
                        new RelocationForms.Receive("自报", null),
                        firm.person()),
                ProcedureReason.FORBIDDEN);
        desk.done(
                relocations,
                move + "-in",
                "receive",
                new RelocationForms.Receive("国家企业信用信息公示系统（示例）", null),
                desk.stage().actor("sh.officer"));
        assertThat(relocation(move)).isEqualTo(RelocationState.MOVED);
        assertThat(relocation(move + "-in")).isEqualTo(RelocationState.MOVED);

        // What ran goes on where it was, to the payment.
        String claim =
                desk.tryClaim(
                                firm,
                                desk.claiming(
                                        firm,
                                        order,
                                        Ways.Desk.invoice(),
                                        Money.yuan(2_400),
                                        Money.yuan(1_200)))
                        .orThrow()
                        .id();
        assertThat(desk.claim(claim).issuer().value()).isEqualTo("340500");
        assertThat(desk.claim(claim).home()).isEqualTo(Province.ANHUI);
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        assertThat(desk.account("payable/mas-moved/org-sc-micro").available())
                .isEqualTo(Money.yuan(1_200));
        assertThat(desk.account("budget/mas-moved").available()).isEqualTo(budget);
        desk.accountGiven(claim, "", "6222020200112233445");
        desk.approved(claim, OFFICER, TREASURY);
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), TREASURY).orThrow();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAID);
        assertThat(desk.account("payable/mas-moved/org-sc-micro").available())
                .isEqualTo(Money.ZERO);
        desk.done(
                desk.orders(), running, "cancel", new VoucherForms.Because("只为试验"), firm.person());
        assertThat(desk.held(voucher)).isEqualTo(Money.ZERO);
        // What was granted before it moved can still be ordered with, and lives where it did.
        String more = desk.placed(firm, desk.hours(firm, 1, voucher));
        assertThat(desk.order(more).home()).isEqualTo(Province.ANHUI);
        assertThat(desk.order(more).funding().voucherPart()).isEqualTo(Money.yuan(300));
        // For anything new it is a firm of its new place.
        String again =
                desk.procedures()
                        .open(
                                desk.vouchers(),
                                "apply",
                                new VoucherForms.Apply(
                                        firm.id(), "mas-new", "x", Money.yuan(100), null),
                                firm.person(),
                                null)
                        .orThrow()
                        .id();
        refused(
                desk.act(
                        desk.vouchers(),
                        again,
                        "grant",
                        new VoucherForms.Grant(Money.yuan(100), "已核实"),
                        desk.stage().actor(OFFICER)),
                VoucherReason.CONDITION_NOT_MET);
        assertThat(desk.voucher(again).state()).isEqualTo(VoucherState.SUBMITTED);
        String there = desk.granted(firm, "shanghai-2026", Money.yuan(10_000), "shanghai.officer");
        assertThat(desk.voucher(there).home()).isEqualTo(Province.SHANGHAI);
        String next = desk.placed(firm, desk.hours(firm, 1, there));
        assertThat(desk.order(next).home()).isEqualTo(Province.SHANGHAI);
        assertThat(desk.order(next).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.held(there)).isEqualTo(Money.yuan(300));
        // The former home says where it stands; the firm's own page is the new one's.
        assertThat(page("/enterprises/" + firm.id(), OFFICER))
                .contains("已迁往他省", "/cases/relocation/" + move);
        String mine =
                web.perform(get("/enterprises/mine").with(as(firm.person())))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl();
        assertThat(mine).isEqualTo("/enterprises/" + firm.id() + "-in-310000");
        assertThat(page(Objects.requireNonNull(mine), "sh.officer")).contains("国家企业信用信息公示系统");
        desk.booksBalance();
    }

    @Test
    @Order(4)
    void a_move_that_is_not_received_leaves_the_firm_where_it_was() {
        Ways.Firm firm = desk.firm("340500");
        desk.submit(firm.home(), new Put(enterprise(firm, EnterpriseKind.FIRM, "340500")));
        String move = asksToMove(firm, "310117");
        desk.done(
                relocations,
                move + "-in",
                "decline",
                new RelocationForms.Decline("登记机关查无记录"),
                desk.stage().actor("sh.officer"));
        assertThat(relocation(move)).isEqualTo(RelocationState.REFUSED);
        assertThat(
                        desk.records()
                                .find(
                                        Enterprise.class,
                                        Id.<Enterprise>of(firm.id() + "-in-310000")))
                .isEmpty();
        // It may ask again.
        assertThat(asksToMove(firm, "310117")).isNotEqualTo(move);
    }

    @Test
    @Order(5)
    void what_a_team_used_counts_in_the_ceiling_of_the_company_that_it_becomes() {
        for (String programme : List.of("mas-team", "mas-company")) {
            desk.programmeLike(
                    "mas-2026",
                    programme,
                    Money.yuan(100_000),
                    rule -> ceilings(rule, Money.yuan(3_000), Money.yuan(1_000)));
        }
        Ways.Firm firm = desk.firm("340500");
        desk.submit(firm.home(), new Put(enterprise(firm, EnterpriseKind.TEAM, "340500")));
        String asTeam = desk.granted(firm, "mas-team", Money.yuan(1_000), OFFICER);
        assertThat(desk.voucher(asTeam).team()).isTrue();
        String running = desk.placed(firm, desk.hours(firm, 5, asTeam));
        assertThat(desk.order(running).funding().voucherPart()).isEqualTo(Money.yuan(1_000));

        desk.change(
                Enterprise.class,
                Id.<Enterprise>of(firm.id()),
                each -> enterprise(firm, EnterpriseKind.FIRM, "340500"));
        String asFirm = desk.granted(firm, "mas-company", Money.yuan(3_000), OFFICER);
        String next = desk.placed(firm, desk.hours(firm, 10, asFirm));

        // The team's thousand is held on, and of the company's three thousand two are left.
        assertThat(desk.voucher(asFirm).team()).isFalse();
        assertThat(desk.held(asTeam)).isEqualTo(Money.yuan(1_000));
        assertThat(desk.order(next).funding().voucherPart()).isEqualTo(Money.yuan(2_000));
        assertThat(desk.account("ceiling/340500/" + firm.id() + "/2026").held())
                .isEqualTo(Money.yuan(3_000));
        refused(desk.tryPlace(firm, desk.hours(firm, 1, asFirm)), VoucherReason.CEILING_EXHAUSTED);
        desk.contracted(firm, running);
        desk.served(firm, running, 5);
        assertThat(
                        desk.tryClaim(
                                        firm,
                                        desk.claiming(
                                                firm,
                                                running,
                                                Ways.Desk.invoice(),
                                                Money.yuan(3_000),
                                                Money.yuan(2_000)))
                                .isDone())
                .isTrue();
        desk.booksBalance();
    }

    @Test
    @Order(6)
    void a_provider_that_spent_it_owes_and_a_ceiling_recovered_next_year_stays_in_its_own() {
        desk.programmeLike("mas-2026", "mas-late", Money.yuan(100_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-late", Money.yuan(10_000), OFFICER);
        String claim = desk.claimed(firm, voucher, 4);
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        desk.accountGiven(claim, "", "6222020200112233445");
        desk.approved(claim, OFFICER, TREASURY);
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), TREASURY).orThrow();
        String recovery =
                desk.recover(
                                new VoucherForms.Recover(
                                        claim,
                                        RecoveryGround.RED_LETTER,
                                        Money.yuan(1_200),
                                        Ways.paper("red"),
                                        "冲红一半"),
                                desk.stage().actor(OFFICER))
                        .orThrow()
                        .id();
        String ceiling = "ceiling/340500/" + firm.id() + "/";
        Money used = desk.account(ceiling + "2026").debitsPosted();
        Money budget = desk.account("budget/mas-late").available();
        Money paid = desk.account("treasury/mas-late").posted();

        desk.stage().clock.to(Instant.parse("2027-01-20T02:00:00Z"));

        // Not back: nothing has moved, and it stands in the treasury's worklist past its day.
        assertThat(desk.recovery(recovery).state()).isEqualTo(RecoveryState.ORDERED);
        assertThat(desk.recovery(recovery).amount()).isEqualTo(Money.yuan(600));
        assertThat(waiting(recovery))
                .hasValueSatisfying(task -> assertThat(task.isLate(desk.now())).isTrue());
        assertThat(desk.account("treasury/mas-late").posted()).isEqualTo(paid);

        desk.done(
                desk.recoveries(),
                recovery,
                "returned",
                new VoucherForms.Returned(desk.today(), "JZ-9"),
                desk.stage().actor(TREASURY));

        assertThat(desk.account(ceiling + "2026").debitsPosted()).isEqualTo(used);
        assertThat(desk.account(ceiling + "2026").creditsPosted())
                .isEqualTo(Money.yuan(300_000).plus(Money.yuan(600)));
        assertThat(desk.ledger().balances(ceiling + "2027")).isEmpty();
        // The fiscal year is over: its budget gets nothing, the issuer's general funds do.
        assertThat(desk.account("budget/mas-late").available()).isEqualTo(budget);
        assertThat(desk.account("treasury/mas-late").posted())
                .isEqualTo(paid.minus(Money.yuan(600)));
        desk.booksBalance();
    }

    private Optional<Task> waiting(String subject) {
        return worklist
                .waiting(desk.stage().actor(TREASURY), Worklist.Narrowed.NOT, Optional.empty(), 100)
                .items()
                .stream()
                .filter(task -> task.id().value().equals(subject))
                .findFirst();
    }
}
