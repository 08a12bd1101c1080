package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.Invariants;
import org.deltacommons.Theatre;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.ClaimState;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.PayableAccount;
import org.deltacommons.commons.vouchers.ProviderAdvanced;
import org.deltacommons.commons.vouchers.Recovery;
import org.deltacommons.commons.vouchers.RecoveryGround;
import org.deltacommons.commons.vouchers.RecoveryState;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.commons.vouchers.VoucherReason;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Holding;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Three provinces agree, advance for each other, net a period and settle it, until every account
/// between them stands at zero. One story, told in order; told on one database and on four, it must
/// not be told apart.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ClearingContract {

    static final String NUMBER = ClearingDemo.NUMBER;
    private static final List<Province> THREE = List.of(SHANGHAI, JIANGSU, ZHEJIANG);

    private static final Errand.Party SONGLING_SHENCE =
            new Errand.Party(
                    "songling",
                    "org-songling",
                    "wujiang-2026",
                    "wujiang.officer",
                    "org-sc-micro",
                    "shence.manager",
                    "shenpu.signatory",
                    "shence.operator");
    private static final Errand.Party WEITANG_SHENCE =
            new Errand.Party(
                    "weitang",
                    "org-weitang",
                    "jiashan-2026",
                    "jiashan.officer",
                    "org-sc-micro",
                    "shence.manager",
                    "shenpu.signatory",
                    "shence.operator");
    private static final Errand.Party WEITANG_GUSU =
            new Errand.Party(
                    "weitang",
                    "org-weitang",
                    "jiashan-2026",
                    "jiashan.officer",
                    "org-gusu",
                    "gusu.manager",
                    "gusu.signatory",
                    "gusu.operator");

    String first = "";
    String second = "";
    String third = "";
    private String declined = "";
    private String fourth = "";
    private String fifth = "";
    private String recovery = "";
    private Errand errand;

    /// Where the story plays.
    abstract Theatre theatre();

    @BeforeEach
    void enter() {
        if (errand == null) {
            errand = new Errand(theatre());
        }
    }

    private Records records(Province home) {
        return theatre().at(home).getBean(Records.class);
    }

    private Ledger ledger(Province home) {
        return theatre().at(home).getBean(Ledger.class);
    }

    private static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(((Refusal) no.why()).code()).isEqualTo(reason.code()));
    }

    private LocalDate today() {
        return errand.now().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
    }

    private Agreement agreement(Province home) {
        return errand.find(Agreement.class, Agreement.idOf(NUMBER, home)).orElseThrow();
    }

    final Netting netting(Province home, int period) {
        Header header = Header.first(NUMBER, period, SHANGHAI, THREE);
        return errand.find(Netting.class, Netting.idOf(header, home)).orElseThrow();
    }

    final ClaimLine claim(String id) {
        return errand.find(ClaimLine.class, Id.<ClaimLine>of(id)).orElseThrow();
    }

    private Money balance(String account) {
        return balances(account).map(Balances::available).orElse(Money.ZERO);
    }

    /// An account, from the books of its home.
    private Optional<Balances> balances(String account) {
        return Stream.of(Province.values())
                .flatMap(home -> ledger(home).balances(account).stream())
                .findFirst();
    }

    private static DueAccounts accounts(Province home) {
        return new DueAccounts(NUMBER, home);
    }

    private static String of(Province province, String who) {
        return Map.of(SHANGHAI, "sh", JIANGSU, "js", ZHEJIANG, "zj", ANHUI, "ah").get(province)
                + "."
                + who;
    }

    private boolean proposed(LocalDate begins, LocalDate ends) {
        return theatre()
                .at(SHANGHAI)
                .getBean(ClearingDemo.class)
                .propose(theatre().actor("sh.clearing"), begins, ends);
    }

    private void done(String procedure, Id<?> id, String action, Record form, String who) {
        errand.done(procedure, id.value(), action, form, who);
    }

    private void booksBalance() {
        for (Province home : Province.values()) {
            assertThat(ledger(home).trialBalance(home).balances()).isTrue();
            assertThat(ledger(home).differences(home)).isEmpty();
        }
    }

    @Test
    @org.junit.jupiter.api.Order(1)
    void without_an_agreement_the_issuer_pays_directly() {
        theatre().settle();
        String voucher = errand.voucher(SONGLING_SHENCE);
        String order = errand.confirmed(SONGLING_SHENCE, voucher, 2);
        Order placed = errand.find(Order.class, Id.<Order>of(order)).orElseThrow();
        assertThat(placed.funding().route()).isEqualTo(PaymentRoute.PROVIDER_DIRECT);
        assertThat(placed.funding().agreement()).isNull();
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void an_agreement_is_in_force_with_the_last_signature_and_not_before() {
        LocalDate begins = LocalDate.of(2026, 1, 1);
        LocalDate ends = LocalDate.of(2026, 12, 31);
        assertThat(proposed(begins, ends)).isTrue();
        theatre().settle();
        assertThat(proposed(begins, ends)).isFalse();
        assertThat(agreement(ZHEJIANG).state()).isEqualTo(AgreementState.PROPOSED);
        assertThat(errand.find(Agreement.class, Agreement.idOf(NUMBER, ANHUI))).isEmpty();
        refused(
                errand.act(
                        "agreement",
                        agreement(ZHEJIANG).id().value(),
                        "sign",
                        new NoForm(),
                        "zj.clearing"),
                ProcedureReason.FORBIDDEN);
        done("agreement", agreement(SHANGHAI).id(), "sign", new NoForm(), "sh.officer");
        done("agreement", agreement(ZHEJIANG).id(), "sign", new NoForm(), "zj.officer");
        assertThat(agreement(SHANGHAI).state()).isEqualTo(AgreementState.SIGNED);
        assertThat(agreement(JIANGSU).state()).isEqualTo(AgreementState.PROPOSED);
        done("agreement", agreement(JIANGSU).id(), "sign", new NoForm(), "js.officer");
        for (Province party : THREE) {
            assertThat(agreement(party).state()).isEqualTo(AgreementState.IN_FORCE);
        }
    }

    @Test
    @org.junit.jupiter.api.Order(3)
    void a_captured_claim_is_advanced_by_the_providers_province_and_owed_by_the_issuers() {
        first = errand.passed(SONGLING_SHENCE, errand.confirmed(SONGLING_SHENCE, voucher(), 10));
        assertThat(claim(first).route()).isEqualTo(PaymentRoute.PROVINCE_AGENT);
        errand.captured(SONGLING_SHENCE, first);
        assertThat(claim(first).state()).isEqualTo(ClaimState.CAPTURED);
        String payable = PayableAccount.of("wujiang-2026", SHANGHAI.code());
        assertThat(balance(payable)).isEqualTo(claim(first).pays());
        Advance advance = errand.find(Advance.class, Advance.idOf(first)).orElseThrow();
        assertThat(advance.home()).isEqualTo(SHANGHAI);
        assertThat(advance.amount()).isEqualTo(claim(first).pays());
        accountGiven(first, "shence.manager");
        // Until the word of the agreement has come, nothing is advanced under it.
        Standing known =
                records(SHANGHAI)
                        .find(Standing.class, Standing.idOf(SHANGHAI, JIANGSU))
                        .orElseThrow();
        stands(Standing.none(SHANGHAI, JIANGSU));
        refused(
                errand.act(
                        "advance",
                        advance.id().value(),
                        "approve",
                        new NoForm(),
                        of(SHANGHAI, "clearing")),
                ClearingReason.AGREEMENT_UNKNOWN);
        stands(known);
        paid(SHANGHAI, first);
        assertThat(claim(first).state()).isEqualTo(ClaimState.PAID);
        assertThat(balance(payable)).isEqualTo(Money.ZERO);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(claim(first).pays());
        assertThat(balance(accounts(SHANGHAI).dueFrom(JIANGSU))).isEqualTo(claim(first).pays());
        booksBalance();
    }

    private String voucher() {
        return records(JIANGSU)
                .list(
                        org.deltacommons.commons.vouchers.Voucher.class,
                        "t.firm = 'org-songling'",
                        "t.id",
                        Map.of(),
                        1)
                .getFirst()
                .id()
                .value();
    }

    private void stands(Standing standing) {
        theatre()
                .at(standing.home())
                .getBean(GroupLane.class)
                .submit(
                        Command.of(
                                standing.home(),
                                Actor.system(standing.home()),
                                "test.stands",
                                standing,
                                Tampered.class),
                        rows -> {
                            rows.find(Standing.class, standing.id());
                            return Outcome.done(Unit.of(new Tampered("stands"), new Put(standing)));
                        })
                .orThrow();
    }

    private void pay(Province creditor, String claim, String manager) {
        accountGiven(claim, manager);
        paid(creditor, claim);
    }

    private void accountGiven(String claim, String manager) {
        Id<Advance> id = Advance.idOf(claim);
        refused(
                errand.act(
                        "advance",
                        id.value(),
                        "account",
                        new VoucherForms.Account("示例", "示例银行", "12"),
                        manager),
                ClearingReason.ACCOUNT_INVALID);
        done(
                "advance",
                id,
                "account",
                new VoucherForms.Account("示例", "示例银行", "6222 0000 1111 2222"),
                manager);
    }

    private void paid(Province creditor, String claim) {
        Id<Advance> id = Advance.idOf(claim);
        done("advance", id, "approve", new NoForm(), of(creditor, "clearing"));
        refused(
                errand.act(
                        "advance",
                        id.value(),
                        "pay",
                        new ClearingForms.Paid(true, "P-1", today().plusDays(1), null),
                        of(creditor, "treasury")),
                ClearingReason.DAY_IN_FUTURE);
        done(
                "advance",
                id,
                "pay",
                new ClearingForms.Paid(true, "P-" + claim, today(), null),
                of(creditor, "treasury"));
    }

    @Test
    @org.junit.jupiter.api.Order(4)
    void a_declined_advance_is_paid_by_the_issuer_itself() {
        String voucher = errand.voucher(WEITANG_SHENCE);
        String a = errand.confirmed(WEITANG_SHENCE, voucher, 5);
        String b = errand.confirmed(WEITANG_GUSU, voucher, 8);
        String c = errand.confirmed(WEITANG_SHENCE, voucher, 1);
        second = errand.passed(WEITANG_SHENCE, a);
        third = errand.passed(WEITANG_GUSU, b);
        declined = errand.passed(WEITANG_SHENCE, c);
        errand.captured(WEITANG_SHENCE, second);
        done(
                "advance",
                Advance.idOf(declined),
                "decline",
                new VoucherForms.Because("机构与发券方另有约定"),
                "sh.clearing");
        assertThat(claim(declined).route()).isEqualTo(PaymentRoute.PROVIDER_DIRECT);
        assertThat(claim(declined).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(balance(PayableAccount.of("jiashan-2026", "org-sc-micro")))
                .isEqualTo(claim(declined).pays());
        pay(SHANGHAI, second, "shence.manager");
        pay(JIANGSU, third, "gusu.manager");
        assertThat(balance(accounts(ZHEJIANG).dueTo(JIANGSU))).isEqualTo(claim(third).pays());
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(5)
    void only_the_lead_opens_a_period_and_all_copies_say_the_same() {
        refused(
                errand.open("netting", "open", new ClearingForms.Open(NUMBER), "js.clearing"),
                ClearingReason.NOT_THE_LEAD);
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        theatre().settle();
        refused(
                errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing"),
                ClearingReason.PERIOD_OPEN);
        Money a = claim(first).pays();
        Money b = claim(second).pays();
        Money c = claim(third).pays();
        for (Province party : THREE) {
            Netting copy = netting(party, 1);
            assertThat(copy.state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(copy.disputed()).isEmpty();
            assertThat(copy.digest()).isEqualTo(netting(SHANGHAI, 1).digest());
            assertThat(copy.plan().balances())
                    .containsEntry(SHANGHAI, a.plus(b))
                    .containsEntry(JIANGSU, c.minus(a))
                    .containsEntry(ZHEJIANG, b.plus(c).negated());
        }
        assertThat(records(ANHUI).list(Netting.class, "t.home = '340000'", "t.id", Map.of(), 1))
                .isEmpty();
    }

    @Test
    @org.junit.jupiter.api.Order(6)
    void a_contested_period_is_stated_anew_and_old_signatures_do_not_count() {
        done("netting", netting(ZHEJIANG, 1).id(), "sign", new NoForm(), "zj.clearing");
        done(
                "netting",
                netting(JIANGSU, 1).id(),
                "contest",
                new VoucherForms.Because("第 1 笔应计入下期"),
                "js.clearing");
        for (Province party : THREE) {
            assertThat(netting(party, 1).state()).isEqualTo(NettingState.DIFFERING);
        }
        refused(
                errand.act(
                        "netting",
                        netting(JIANGSU, 1).id().value(),
                        "restate",
                        new VoucherForms.Because("重报"),
                        "js.clearing"),
                ClearingReason.NOT_THE_LEAD);
        done(
                "netting",
                netting(SHANGHAI, 1).id(),
                "restate",
                new VoucherForms.Because("重报"),
                "sh.clearing");
        for (Province party : THREE) {
            Netting copy = netting(party, 1);
            assertThat(copy.round()).isEqualTo(2);
            assertThat(copy.state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(copy.signatures()).isEmpty();
            assertThat(copy.plan().balances().get(SHANGHAI))
                    .isEqualTo(claim(first).pays().plus(claim(second).pays()));
        }
    }

    @Test
    @org.junit.jupiter.api.Order(7)
    void balances_move_with_the_last_signature_only() {
        Money owed = balance(accounts(JIANGSU).dueTo(SHANGHAI));
        done("netting", netting(JIANGSU, 1).id(), "sign", new NoForm(), "js.clearing");
        assertThat(netting(JIANGSU, 1).state()).isEqualTo(NettingState.SIGNED);
        cannotSignYet(1, ZHEJIANG);
        done("netting", netting(ZHEJIANG, 1).id(), "sign", new NoForm(), "zj.clearing");
        // All others have signed, and still nothing moves and nobody waits for what may not come.
        assertThat(netting(SHANGHAI, 1).state()).isEqualTo(NettingState.TO_SIGN);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(owed);
        done("netting", netting(SHANGHAI, 1).id(), "sign", new NoForm(), "sh.clearing");
        assertThat(netting(ZHEJIANG, 1).state()).isEqualTo(NettingState.TO_PAY);
        refused(
                errand.act(
                        "netting",
                        netting(SHANGHAI, 1).id().value(),
                        "leave-out",
                        new ClearingForms.LeaveOut(ZHEJIANG, "x"),
                        "sh.clearing"),
                ProcedureReason.NOT_NOW);
        for (Province one : THREE) {
            for (Province other : THREE) {
                assertThat(balance(accounts(one).dueTo(other))).isEqualTo(Money.ZERO);
                assertThat(balance(accounts(one).dueFrom(other))).isEqualTo(Money.ZERO);
            }
        }
        booksBalance();
    }

    /// The lead would wait for ever if it signed before a party that never does.
    private void cannotSignYet(int period, Province missing) {
        Netting before = netting(SHANGHAI, period);
        Outcome<?> outcome =
                errand.act("netting", before.id().value(), "sign", new NoForm(), "sh.clearing");
        refused(outcome, ClearingReason.LEAD_SIGNS_LAST);
        assertThat(((Outcome.Refused<?>) outcome).why().values())
                .containsEntry("province", missing);
        assertThat(netting(SHANGHAI, period)).isEqualTo(before);
    }

    /// Everybody signs, the lead last.
    private void signed(int period, List<Province> parties) {
        parties.reversed()
                .forEach(party ->
                        done(
                                "netting",
                                netting(party, period).id(),
                                "sign",
                                new NoForm(),
                                of(party, "clearing")));
    }

    @Test
    @org.junit.jupiter.api.Order(8)
    void a_settlement_that_did_not_arrive_is_owed_again() {
        Plan.Payment payment = netting(ZHEJIANG, 1).unpaid().getFirst();
        Province payee = payment.payee();
        refused(
                errand.act(
                        "netting",
                        netting(ZHEJIANG, 1).id().value(),
                        "pay",
                        new ClearingForms.Settle(ANHUI, "S-0", today()),
                        "zj.treasury"),
                ClearingReason.NO_SUCH_PAYMENT);
        refused(
                errand.act(
                        "netting",
                        netting(payee, 1).id().value(),
                        "receive",
                        new ClearingForms.Receive(ZHEJIANG, today()),
                        of(payee, "treasury")),
                ClearingReason.NOT_ANNOUNCED);
        done(
                "netting",
                netting(ZHEJIANG, 1).id(),
                "pay",
                new ClearingForms.Settle(payee, "S-1", today()),
                "zj.treasury");
        done(
                "netting",
                netting(payee, 1).id(),
                "missed",
                new ClearingForms.Missed(ZHEJIANG, "账户填写有误"),
                of(payee, "treasury"));
        assertThat(netting(ZHEJIANG, 1).state()).isEqualTo(NettingState.TO_PAY);
        assertThat(netting(ZHEJIANG, 1).unpaid()).contains(payment);
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(9)
    void when_all_is_settled_every_account_between_the_provinces_stands_at_zero() {
        for (Plan.Payment payment : netting(SHANGHAI, 1).plan().payments()) {
            done(
                    "netting",
                    netting(payment.payer(), 1).id(),
                    "pay",
                    new ClearingForms.Settle(payment.payee(), "S-2", today()),
                    of(payment.payer(), "treasury"));
            done(
                    "netting",
                    netting(payment.payee(), 1).id(),
                    "receive",
                    new ClearingForms.Receive(payment.payer(), today()),
                    of(payment.payee(), "treasury"));
        }
        for (Province party : THREE) {
            assertThat(netting(party, 1).state()).isEqualTo(NettingState.CLOSED);
            assertThat(balances(accounts(party).netting(1)).map(Balances::posted).orElseThrow())
                    .isEqualTo(Money.ZERO);
            assertThat(
                            ledger(party).book(party, accounts(party).book()).stream()
                                    .filter(one -> !one.account().startsWith("settlement/"))
                                    .map(Balances::posted))
                    .containsOnly(Money.ZERO);
        }
        // What treasuries laid out came back, and what was owed was paid, to the fen.
        for (Province party : THREE) {
            assertThat(posted(accounts(party).settlement())).isEqualTo(Money.ZERO);
        }
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(10)
    void an_empty_period_is_signed_and_closed_without_a_payment() {
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        theatre().settle();
        signed(2, THREE);
        for (Province party : THREE) {
            assertThat(netting(party, 2).state()).isEqualTo(NettingState.CLOSED);
            assertThat(netting(party, 2).plan().payments()).isEmpty();
        }
    }

    @Test
    @org.junit.jupiter.api.Order(11)
    void a_red_letter_invoice_after_an_advance_turns_the_obligation_round() {
        Money owes = new Money(claim(first).pays().fen() / 4);
        Money reduced = new Money(claim(first).base().fen() / 4);
        Money treasury = posted("treasury/wujiang-2026");
        recovery =
                errand.open(
                                "recovery",
                                "recover",
                                new VoucherForms.Recover(
                                        first,
                                        RecoveryGround.RED_LETTER,
                                        reduced,
                                        Errand.paper("red"),
                                        "冲红四分之一"),
                                "wujiang.officer")
                        .orThrow()
                        .id();
        // The issuer neither takes the money itself nor lets it go: Shanghai advanced it.
        refused(
                errand.act(
                        "recovery",
                        recovery,
                        "returned",
                        new VoucherForms.Returned(today(), "JZ-0"),
                        "wujiang.treasury"),
                VoucherReason.COLLECTED_ELSEWHERE);
        refused(
                errand.act(
                        "recovery",
                        recovery,
                        "drop",
                        new VoucherForms.Because("x"),
                        "wujiang.officer"),
                VoucherReason.COLLECTED_ELSEWHERE);
        Clawback clawback = clawback();
        assertThat(clawback.home()).isEqualTo(SHANGHAI);
        assertThat(clawback.amount()).isEqualTo(owes);
        assertThat(clawback.state()).isEqualTo(ClawbackState.TO_COLLECT);
        // A provider that has spent it owes it; until it has paid, no province owes the other.
        assertThat(balance(accounts(SHANGHAI).dueTo(JIANGSU))).isEqualTo(Money.ZERO);
        refused(
                errand.act(
                        "clawback",
                        clawback.id().value(),
                        "returned",
                        new VoucherForms.Returned(today().plusDays(1), "JZ-1"),
                        "sh.treasury"),
                ClearingReason.DAY_IN_FUTURE);

        done(
                "clawback",
                clawback.id(),
                "returned",
                new VoucherForms.Returned(today(), "JZ-1"),
                "sh.treasury");

        assertThat(balance(accounts(SHANGHAI).dueTo(JIANGSU))).isEqualTo(owes);
        assertThat(balance(accounts(JIANGSU).dueFrom(SHANGHAI))).isEqualTo(owes);
        // The programme has it back; where the cash is stands between the provinces now.
        assertThat(posted("treasury/wujiang-2026")).isEqualTo(treasury.minus(owes));
        booksBalance();
    }

    private Clawback clawback() {
        return errand.find(Clawback.class, Id.<Clawback>of("clw-" + recovery)).orElseThrow();
    }

    private Money posted(String account) {
        return balances(account).map(Balances::posted).orElse(Money.ZERO);
    }

    @Test
    @org.junit.jupiter.api.Order(12)
    void what_turned_round_is_netted_in_the_next_period_and_all_accounts_end_at_zero() {
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        Money owes = clawback().amount();
        for (Province party : THREE) {
            assertThat(netting(party, 3).plan().balances())
                    .containsEntry(SHANGHAI, owes.negated())
                    .containsEntry(JIANGSU, owes)
                    .containsEntry(ZHEJIANG, Money.ZERO);
        }
        settled(3);
        booksBalance();
    }

    /// Everybody signs, pays and receives what a period comes to; then all stands at zero.
    private void settled(int period) {
        cleared(period);
        for (Province party : THREE) {
            assertThat(
                            ledger(party).book(party, accounts(party).book()).stream()
                                    .map(Balances::posted))
                    .containsOnly(Money.ZERO);
        }
    }

    private void cleared(int period) {
        signed(period, THREE);
        for (Plan.Payment payment : netting(SHANGHAI, period).plan().payments()) {
            done(
                    "netting",
                    netting(payment.payer(), period).id(),
                    "pay",
                    new ClearingForms.Settle(payment.payee(), "S-" + period, today()),
                    of(payment.payer(), "treasury"));
            done(
                    "netting",
                    netting(payment.payee(), period).id(),
                    "receive",
                    new ClearingForms.Receive(payment.payer(), today()),
                    of(payment.payee(), "treasury"));
        }
        for (Province party : THREE) {
            assertThat(netting(party, period).state()).isEqualTo(NettingState.CLOSED);
        }
    }

    /// A claim of two hours, advanced by Shanghai.
    private String advanced(Errand.Party party, String voucher) {
        String claim = errand.passed(party, errand.confirmed(party, voucher, 2));
        errand.captured(party, claim);
        pay(SHANGHAI, claim, "shence.manager");
        return claim;
    }

    private String voucherOf(Errand.Party party) {
        return records(theatre().actor(party.people() + ".engineer").home())
                .list(
                        org.deltacommons.commons.vouchers.Voucher.class,
                        "t.firm = :firm",
                        "t.id",
                        Map.of("firm", party.firm()),
                        1)
                .getFirst()
                .id()
                .value();
    }

    /// Changes the debtor's record of what it owes, past every procedure.
    private void tampered(Money by) {
        Running chain = chain();
        Obligation kept =
                errand.find(Obligation.class, Obligation.idOf(chain, chain.count())).orElseThrow();
        Obligation other =
                new Obligation(
                        kept.id(),
                        kept.home(),
                        kept.agreement(),
                        kept.creditor(),
                        kept.debtor(),
                        kept.sequence(),
                        kept.claim(),
                        kept.orderId(),
                        kept.amount().plus(by),
                        kept.total().plus(by),
                        kept.index(),
                        kept.at(),
                        kept.disputed(),
                        kept.cause());
        theatre()
                .at(JIANGSU)
                .getBean(GroupLane.class)
                .submit(
                        Command.of(
                                JIANGSU, Actor.system(JIANGSU), "test.tamper", by, Tampered.class),
                        rows -> {
                            rows.get(Obligation.class, kept.id());
                            return Outcome.done(
                                    Unit.of(new Tampered(kept.id().value()), new Put(other)));
                        })
                .orThrow();
    }

    record Tampered(String id) {}

    /// What Jiangsu keeps of what it owes to Shanghai.
    private Running chain() {
        return records(JIANGSU)
                .list(
                        Running.class,
                        "t.home = '320000' AND t.creditor = '310000' AND t.debtor = '320000'",
                        "t.id",
                        Map.of(),
                        1)
                .getFirst();
    }

    @Test
    @org.junit.jupiter.api.Order(16)
    void unequal_statements_block_the_signature_and_the_items_are_listed() {
        fourth = advanced(SONGLING_SHENCE, voucherOf(SONGLING_SHENCE));
        fifth = advanced(WEITANG_SHENCE, voucherOf(WEITANG_SHENCE));
        tampered(new Money(-1));
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        for (Province party : THREE) {
            Netting copy = netting(party, 4);
            assertThat(copy.state()).isEqualTo(NettingState.DIFFERING);
            assertThat(copy.differences())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.creditor())
                                .extracting(Netting.Item::claim, Netting.Item::amount)
                                .containsExactly(fourth, claim(fourth).pays());
                        assertThat(one.debtor())
                                .extracting(Netting.Item::amount)
                                .isEqualTo(claim(fourth).pays().minus(new Money(1)));
                    });
            refused(
                    errand.act(
                            "netting",
                            copy.id().value(),
                            "sign",
                            new NoForm(),
                            of(party, "clearing")),
                    ProcedureReason.NOT_NOW);
            assertThat(netting(party, 4).signatures()).isEmpty();
        }
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(claim(fourth).pays());
        tampered(new Money(1));
        done(
                "netting",
                netting(SHANGHAI, 4).id(),
                "restate",
                new VoucherForms.Because("江苏更正"),
                "sh.clearing");
        for (Province party : THREE) {
            assertThat(netting(party, 4).state()).isEqualTo(NettingState.TO_SIGN);
        }
    }

    @Test
    @org.junit.jupiter.api.Order(17)
    void a_disputed_item_goes_to_mirrored_accounts_and_the_rest_is_stated_anew() {
        Aside item = netting(JIANGSU, 4).disputable("x").getFirst();
        assertThat(item.claim()).isEqualTo(fourth);
        // Zhejiang is no party of that obligation.
        refused(
                errand.act(
                        "netting",
                        netting(ZHEJIANG, 4).id().value(),
                        "dispute",
                        new ClearingForms.Dispute(Nettings.key(item), "x"),
                        "zj.clearing"),
                ClearingReason.NO_SUCH_ITEM);
        assertThat(netting(SHANGHAI, 4).state()).isEqualTo(NettingState.TO_SIGN);
        done(
                "netting",
                netting(JIANGSU, 4).id(),
                "dispute",
                new ClearingForms.Dispute(Nettings.key(item), "机时记录有疑问"),
                "js.clearing");
        for (Province party : THREE) {
            assertThat(netting(party, 4).state()).isEqualTo(NettingState.DIFFERING);
        }
        done(
                "netting",
                netting(SHANGHAI, 4).id(),
                "restate",
                new VoucherForms.Because("争议一笔转出"),
                "sh.clearing");

        Money apart = claim(fourth).pays();
        Money rest = claim(fifth).pays();
        for (Province party : THREE) {
            Netting copy = netting(party, 4);
            assertThat(copy.state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(copy.digest()).isEqualTo(netting(SHANGHAI, 4).digest());
            assertThat(copy.plan().balances())
                    .containsEntry(SHANGHAI, rest)
                    .containsEntry(JIANGSU, Money.ZERO)
                    .containsEntry(ZHEJIANG, rest.negated());
        }
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        assertThat(balance(accounts(SHANGHAI).dueFrom(JIANGSU))).isEqualTo(Money.ZERO);
        assertThat(balance("disputed-" + accounts(JIANGSU).dueTo(SHANGHAI).substring(4)))
                .isEqualTo(apart);
        assertThat(balance("disputed-" + accounts(SHANGHAI).dueFrom(JIANGSU).substring(4)))
                .isEqualTo(apart);
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(18)
    void a_missing_signer_nets_the_rest_and_its_own_waits_for_the_next_period() {
        done("netting", netting(JIANGSU, 4).id(), "sign", new NoForm(), "js.clearing");
        refused(
                errand.act(
                        "netting",
                        netting(SHANGHAI, 4).id().value(),
                        "leave-out",
                        new ClearingForms.LeaveOut(JIANGSU, "x"),
                        "sh.clearing"),
                ClearingReason.CANNOT_LEAVE_OUT);
        refused(
                errand.act(
                        "netting",
                        netting(ZHEJIANG, 4).id().value(),
                        "leave-out",
                        new ClearingForms.LeaveOut(SHANGHAI, "x"),
                        "zj.clearing"),
                ClearingReason.NOT_THE_LEAD);
        cannotSignYet(4, ZHEJIANG);
        done(
                "netting",
                netting(SHANGHAI, 4).id(),
                "leave-out",
                new ClearingForms.LeaveOut(ZHEJIANG, "期限已过未签认"),
                "sh.clearing");
        assertThat(netting(ZHEJIANG, 4).state()).isEqualTo(NettingState.LEFT_OUT);
        for (Province party : List.of(SHANGHAI, JIANGSU)) {
            assertThat(netting(party, 4).state()).isEqualTo(NettingState.TO_SIGN);
        }
        signed(4, List.of(SHANGHAI, JIANGSU));
        for (Province party : List.of(SHANGHAI, JIANGSU)) {
            assertThat(netting(party, 4).state()).isEqualTo(NettingState.CLOSED);
        }
        assertThat(balance(accounts(ZHEJIANG).dueTo(SHANGHAI))).isEqualTo(claim(fifth).pays());

        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        assertThat(netting(ZHEJIANG, 5).plan().balances())
                .containsEntry(SHANGHAI, claim(fifth).pays())
                .containsEntry(ZHEJIANG, claim(fifth).pays().negated());
        cleared(5);
        assertThat(balance(accounts(ZHEJIANG).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        assertThat(balance(accounts(SHANGHAI).dueFrom(ZHEJIANG))).isEqualTo(Money.ZERO);
        booksBalance();
    }

    /// A party's copy of the newest dispute between Shanghai and Jiangsu.
    final Dispute dispute(Province home) {
        return records(home)
                .list(
                        Dispute.class,
                        "t.home = :home",
                        "t.since DESC, t.id DESC",
                        Map.of("home", home.code()),
                        1)
                .getFirst();
    }

    final Outcome<?> answered(Province home, String action, Record form) {
        return errand.act(
                "dispute", dispute(home).id().value(), action, form, of(home, "clearing"));
    }

    private void over(DisputeState state, Money stays) {
        for (Province party : List.of(SHANGHAI, JIANGSU)) {
            assertThat(dispute(party).state()).isEqualTo(state);
            assertThat(dispute(party).stays()).isEqualTo(stays);
            assertThat(balance(accounts(party).apart(dispute(party).item()))).isEqualTo(Money.ZERO);
            // It is over: nobody can come back to it, and nothing moves.
            refused(
                    answered(party, "withdraw", new VoucherForms.Because("x")),
                    ProcedureReason.NOT_NOW);
            refused(
                    answered(party, "uphold", new VoucherForms.Because("x")),
                    ProcedureReason.NOT_NOW);
        }
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(stays);
        assertThat(balance(accounts(SHANGHAI).dueFrom(JIANGSU))).isEqualTo(stays);
        booksBalance();
    }

    final void opened(int period) {
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        assertThat(netting(SHANGHAI, period).state()).isEqualTo(NettingState.TO_SIGN);
    }

    /// Advances a claim, opens the period that takes it, and lets Jiangsu dispute it there.
    final String disputed(int period) {
        String claim = advanced(SONGLING_SHENCE, voucherOf(SONGLING_SHENCE));
        opened(period);
        setAside(period, claim);
        return claim;
    }

    private void setAside(int period, String claim) {
        disputed(period, claim);
        done(
                "netting",
                netting(SHANGHAI, period).id(),
                "restate",
                new VoucherForms.Because("争议一笔转出"),
                "sh.clearing");
    }

    private Money owedBy(Province debtor, int period) {
        return netting(SHANGHAI, period).owed().stream()
                .filter(pair -> pair.creditor() == SHANGHAI && pair.debtor() == debtor)
                .map(Netting.Owed::amount)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @org.junit.jupiter.api.Order(19)
    void a_withdrawn_dispute_joins_the_next_period_and_an_advance_after_the_cut_the_one_after_it() {
        Money amount = claim(fourth).pays();
        assertThat(dispute(JIANGSU).state()).isEqualTo(DisputeState.WAITING);
        assertThat(dispute(SHANGHAI).state()).isEqualTo(DisputeState.TO_ANSWER);
        assertThat(
                        errand.find(Task.class, Id.<Task>of(dispute(SHANGHAI).id().value()))
                                .orElseThrow()
                                .due())
                .isNotNull();
        assertThat(balance(accounts(SHANGHAI).apart(dispute(SHANGHAI).item()))).isEqualTo(amount);
        refused(
                answered(SHANGHAI, "withdraw", new VoucherForms.Because("x")),
                ClearingReason.NOT_THE_DISPUTING);
        refused(
                answered(JIANGSU, "uphold", new VoucherForms.Because("x")),
                ClearingReason.NOT_THE_ANSWERING);
        refused(answered(JIANGSU, "agree", new NoForm()), ClearingReason.NO_OFFER);
        assertThat(balance(accounts(SHANGHAI).apart(dispute(SHANGHAI).item()))).isEqualTo(amount);

        assertThat(answered(JIANGSU, "withdraw", new VoucherForms.Because("已核对")).isDone())
                .isTrue();

        over(DisputeState.WITHDRAWN, amount);
        opened(6);
        String late = advanced(SONGLING_SHENCE, voucherOf(SONGLING_SHENCE));
        assertThat(owedBy(JIANGSU, 6)).isEqualTo(amount);
        cleared(6);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(claim(late).pays());
        opened(7);
        assertThat(owedBy(JIANGSU, 7)).isEqualTo(claim(late).pays());
        cleared(7);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
    }

    @Test
    @org.junit.jupiter.api.Order(20)
    void an_upheld_dispute_strikes_the_item_and_corrects_the_order_on_both_sides() {
        Money before = balance("budget/wujiang-2026");
        String claim = disputed(8);
        Money amount = claim(claim).pays();
        Money budget = balance("budget/wujiang-2026");
        assertThat(budget).isEqualTo(before.minus(amount));

        assertThat(answered(SHANGHAI, "uphold", new VoucherForms.Because("机时确有重复")).isDone())
                .isTrue();

        over(DisputeState.UPHELD, Money.ZERO);
        // The programme never pays it; the province that advanced it bears it.
        assertThat(balance("budget/wujiang-2026")).isEqualTo(before);
        assertThat(balance(PayableAccount.of("wujiang-2026", SHANGHAI.code())))
                .isEqualTo(Money.ZERO);
        assertThat(posted(accounts(SHANGHAI).borne()).fen()).isEqualTo(-amount.fen());
        assertThat(owedBy(JIANGSU, 8)).isEqualTo(Money.ZERO);
        cleared(8);
        // Item by item on both sides of the order, with its ground.
        assertThat(both(claim(claim).orderId()).lines())
                .filteredOn(line -> line.ground() == RecoveryGround.DISPUTE)
                .extracting(
                        Reconciliation.Line::item,
                        Reconciliation.Line::firm,
                        Reconciliation.Line::provider,
                        Reconciliation.Line::cause)
                .containsExactly(
                        tuple(Reconciliation.Item.TO_RECOVER, amount, amount, null),
                        tuple(Reconciliation.Item.RECOVERED, amount, amount, null));
    }

    @Test
    @org.junit.jupiter.api.Order(21)
    void a_dispute_settled_by_both_is_owed_at_the_agreed_amount_and_the_rest_is_struck() {
        Money before = balance("budget/wujiang-2026");
        Money borne = posted(accounts(SHANGHAI).borne());
        String claim = disputed(9);
        Money amount = claim(claim).pays();
        Money agreed = new Money(amount.fen() / 3);
        refused(
                answered(SHANGHAI, "offer", new ClearingForms.Offer(amount, "x")),
                ClearingReason.OFFER_INVALID);
        answered(SHANGHAI, "offer", new ClearingForms.Offer(amount.minus(new Money(1)), "仅差一分"));
        assertThat(dispute(JIANGSU).state()).isEqualTo(DisputeState.TO_ANSWER);
        answered(JIANGSU, "reject", new VoucherForms.Because("差距过大"));
        assertThat(dispute(SHANGHAI).offer()).isNull();
        answered(JIANGSU, "offer", new ClearingForms.Offer(agreed, "按日志"));
        assertThat(dispute(SHANGHAI).offer()).isEqualTo(agreed);
        assertThat(dispute(JIANGSU).state()).isEqualTo(DisputeState.WAITING);

        assertThat(answered(SHANGHAI, "agree", new NoForm()).isDone()).isTrue();

        over(DisputeState.SETTLED, agreed);
        Money struck = amount.minus(agreed);
        assertThat(balance("budget/wujiang-2026")).isEqualTo(before.minus(agreed));
        assertThat(posted(accounts(SHANGHAI).borne())).isEqualTo(borne.minus(struck));
        cleared(9);
        opened(10);
        assertThat(owedBy(JIANGSU, 10)).isEqualTo(agreed);
        cleared(10);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(22)
    void where_a_dispute_has_left_nothing_the_collecting_is_declined_and_the_recovery_dropped() {
        String claim = disputed(11);
        VoucherForms.Recover form =
                new VoucherForms.Recover(
                        claim,
                        RecoveryGround.RED_LETTER,
                        claim(claim).base(),
                        Errand.paper("red-23"),
                        "全额冲红");
        String ordered = errand.open("recovery", "recover", form, "wujiang.officer").orThrow().id();
        assertThat(answered(SHANGHAI, "uphold", new VoucherForms.Because("重复")).isDone()).isTrue();
        Id<Clawback> clawback = Clawback.idOf(ordered);
        VoucherForms.Returned back = new VoucherForms.Returned(today(), "JZ-23");
        refused(
                errand.act("clawback", clawback.value(), "returned", back, "sh.treasury"),
                ClearingReason.NOTHING_LEFT);
        done("clawback", clawback, "decline", new VoucherForms.Because("已在争议中放弃"), "sh.clearing");
        refused(
                errand.act("recovery", ordered, "returned", back, "wujiang.treasury"),
                VoucherReason.NOTHING_TO_RECOVER);
        done(
                "recovery",
                Id.<Recovery>of(ordered),
                "drop",
                new VoucherForms.Because("无可追回"),
                "wujiang.officer");
        cleared(11);
        booksBalance();
    }

    @Test
    @org.junit.jupiter.api.Order(30)
    void no_more_comes_back_from_a_provider_than_a_dispute_has_left_of_the_advance() {
        Money before = balance("budget/wujiang-2026");
        int period = next();
        String claim = disputed(period);
        Money amount = claim(claim).pays();
        Money agreed = new Money(amount.fen() / 4);
        Money half = new Money(claim(claim).base().fen() / 2);
        VoucherForms.Recover form =
                new VoucherForms.Recover(
                        claim, RecoveryGround.RED_LETTER, half, Errand.paper("red-22"), "冲红一半");
        String ordered = errand.open("recovery", "recover", form, "wujiang.officer").orThrow().id();
        Id<Clawback> clawback = Clawback.idOf(ordered);
        assertThat(errand.find(Clawback.class, clawback).orElseThrow().amount())
                .isGreaterThan(agreed);
        answered(JIANGSU, "offer", new ClearingForms.Offer(agreed, "按日志"));
        assertThat(answered(SHANGHAI, "agree", new NoForm()).isDone()).isTrue();

        VoucherForms.Returned back = new VoucherForms.Returned(today(), "JZ-22");
        done("clawback", clawback, "returned", back, "sh.treasury");

        // Nothing waits for an official because of it, and the programme has all of it back.
        assertThat(errand.find(Clawback.class, clawback).orElseThrow().amount()).isEqualTo(agreed);
        Recovery over = errand.find(Recovery.class, Id.<Recovery>of(ordered)).orElseThrow();
        assertThat(over.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(over.amount()).isEqualTo(agreed);
        assertThat(balance("budget/wujiang-2026")).isEqualTo(before);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(agreed);
        assertThat(balance(accounts(SHANGHAI).dueTo(JIANGSU))).isEqualTo(agreed);
        assertThat(balance(accounts(JIANGSU).dueFrom(SHANGHAI))).isEqualTo(agreed);
        assertThat(errand.open("recovery", "recover", form, "wujiang.officer"))
                .isInstanceOf(Outcome.Refused.class);
        cleared(period);
        opened(period + 1);
        cleared(period + 1);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        assertThat(balance(accounts(SHANGHAI).dueTo(JIANGSU))).isEqualTo(Money.ZERO);
        booksBalance();
    }

    /// Jiangsu captures in the same hours in which Shanghai opens the period, and neither has heard
    /// of the other.
    @Test
    @org.junit.jupiter.api.Order(23)
    void what_is_captured_while_the_word_of_the_cut_is_on_its_way_waits_for_the_next_period() {
        int period = next();
        String claim =
                errand.passed(SONGLING_SHENCE, errand.confirmed(SONGLING_SHENCE, voucher(), 2));
        String batch = claim(claim).batch();
        done("redemption", Id.of(batch), "publish", new NoForm(), SONGLING_SHENCE.officer());
        errand.afterNotice(claim);
        theatre().away(JIANGSU, true);
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        done("redemption", Id.of(batch), "capture", new NoForm(), SONGLING_SHENCE.officer());
        assertThat(claim(claim).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(netting(SHANGHAI, period).state()).isEqualTo(NettingState.STATING);

        theatre().away(JIANGSU, false);
        theatre().settle();
        pay(SHANGHAI, claim, "shence.manager");

        assertThat(owedBy(JIANGSU, period)).isEqualTo(Money.ZERO);
        cleared(period);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(claim(claim).pays());
        opened(period + 1);
        assertThat(owedBy(JIANGSU, period + 1)).isEqualTo(claim(claim).pays());
        cleared(period + 1);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
    }

    @Test
    @org.junit.jupiter.api.Order(24)
    void what_was_advanced_before_the_cut_is_in_it_whoever_has_not_heard_of_the_advance_yet() {
        int period = next();
        String claim =
                errand.passed(SONGLING_SHENCE, errand.confirmed(SONGLING_SHENCE, voucher(), 2));
        errand.captured(SONGLING_SHENCE, claim);
        theatre().cut(JIANGSU, SHANGHAI, true);
        pay(SHANGHAI, claim, "shence.manager");
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        assertThat(claim(claim).state()).isEqualTo(ClaimState.CAPTURED);

        theatre().cut(JIANGSU, SHANGHAI, false);
        theatre().settle();

        assertThat(claim(claim).state()).isEqualTo(ClaimState.PAID);
        assertThat(owedBy(JIANGSU, period)).isEqualTo(claim(claim).pays());
        for (Province party : THREE) {
            assertThat(netting(party, period).digest())
                    .isEqualTo(netting(SHANGHAI, period).digest());
        }
        cleared(period);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
    }

    /// Jiangsu disputes an item of a period that Zhejiang signs meanwhile.
    @Test
    @org.junit.jupiter.api.Order(25)
    void a_signature_that_crosses_a_dispute_does_not_count_and_the_period_is_stated_anew() {
        int period = next();
        String claim = advanced(SONGLING_SHENCE, voucher());
        opened(period);
        theatre().cut(ZHEJIANG, JIANGSU, true);
        disputed(period, claim);
        done("netting", netting(ZHEJIANG, period).id(), "sign", new NoForm(), "zj.clearing");
        assertThat(netting(ZHEJIANG, period).state()).isEqualTo(NettingState.SIGNED);

        theatre().cut(ZHEJIANG, JIANGSU, false);
        theatre().settle();

        disputedAndCleared(period, claim);
    }

    @Test
    @org.junit.jupiter.api.Order(26)
    void a_dispute_after_the_other_partys_signature_takes_the_item_out_all_the_same() {
        int period = next();
        String claim = advanced(SONGLING_SHENCE, voucher());
        opened(period);
        done("netting", netting(ZHEJIANG, period).id(), "sign", new NoForm(), "zj.clearing");
        assertThat(netting(JIANGSU, period).signatures()).hasSize(1);

        disputed(period, claim);

        disputedAndCleared(period, claim);
    }

    final int next() {
        return records(SHANGHAI)
                        .list(Netting.class, "t.home = '310000'", "t.period DESC", Map.of(), 1)
                        .getFirst()
                        .period()
                + 1;
    }

    private void disputed(int period, String claim) {
        Aside item =
                netting(JIANGSU, period).disputable("x").stream()
                        .filter(one -> one.claim().equals(claim))
                        .findFirst()
                        .orElseThrow();
        done(
                "netting",
                netting(JIANGSU, period).id(),
                "dispute",
                new ClearingForms.Dispute(Nettings.key(item), "机时记录有疑问"),
                "js.clearing");
    }

    /// The item stands aside at both, nobody's signature holds, and the dispute is then withdrawn.
    private void disputedAndCleared(int period, String claim) {
        for (Province party : THREE) {
            assertThat(netting(party, period).state()).isEqualTo(NettingState.DIFFERING);
        }
        done(
                "netting",
                netting(SHANGHAI, period).id(),
                "restate",
                new VoucherForms.Because("争议一笔转出"),
                "sh.clearing");
        Money amount = claim(claim).pays();
        for (Province party : THREE) {
            assertThat(netting(party, period).state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(netting(party, period).signatures()).isEmpty();
        }
        assertThat(owedBy(JIANGSU, period)).isEqualTo(Money.ZERO);
        for (Province party : List.of(SHANGHAI, JIANGSU)) {
            assertThat(balance(accounts(party).apart(dispute(party).item()))).isEqualTo(amount);
        }
        cleared(period);
        assertThat(answered(JIANGSU, "withdraw", new VoucherForms.Because("已核对")).isDone())
                .isTrue();
        over(DisputeState.WITHDRAWN, amount);
        opened(period + 1);
        assertThat(owedBy(JIANGSU, period + 1)).isEqualTo(amount);
        cleared(period + 1);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        assertThat(Invariants.broken(theatre())).isEmpty();
    }

    private Reconciliation both(String order) {
        return Reconciliation.of(
                records(SHANGHAI)
                        .find(SideView.class, SideView.idOf(SideView.Side.FIRM, order))
                        .orElseThrow(),
                records(SHANGHAI)
                        .find(SideView.class, SideView.idOf(SideView.Side.PROVIDER, order))
                        .orElseThrow());
    }

    /// Zhejiang says what is not its to say: in whose name it speaks is its feed's, not the fact's.
    private void zhejiangSays(Header header, Record body) {
        says(ZHEJIANG, header, body);
    }

    private void says(Province home, Header header, Record body) {
        theatre()
                .at(home)
                .getBean(GroupLane.class)
                .submit(
                        Command.of(home, Actor.system(home), "test.forge", body, Tampered.class),
                        rows ->
                                Outcome.done(
                                        Unit.of(new Tampered("said"), Nettings.fact(header, body))))
                .orThrow();
        theatre().settle();
    }

    @Test
    @org.junit.jupiter.api.Order(27)
    void no_party_signs_states_contests_or_opens_a_period_in_anothers_name() {
        int period = next();
        String claim = advanced(SONGLING_SHENCE, voucher());
        opened(period);
        Netting shanghai = netting(SHANGHAI, period);
        Netting jiangsu = netting(JIANGSU, period);
        Header header = shanghai.header();
        Netting.Owed owed =
                shanghai.owed().stream()
                        .filter(pair -> pair.creditor() == SHANGHAI && pair.debtor() == JIANGSU)
                        .findFirst()
                        .orElseThrow();
        Netting.Owed more =
                new Netting.Owed(
                        SHANGHAI,
                        JIANGSU,
                        owed.amount().plus(owed.amount()),
                        owed.count(),
                        owed.upTo(),
                        owed.items());
        Aside item = jiangsu.disputable("x").getFirst();

        zhejiangSays(header, new NettingSigned(header, SHANGHAI, shanghai.digest()));
        zhejiangSays(header, new NettingSigned(header, JIANGSU, shanghai.digest()));
        zhejiangSays(header, new NettingContested(header, JIANGSU, "x"));
        zhejiangSays(header, new ReceivablesStated(header, SHANGHAI, List.of(more)));
        zhejiangSays(header, new ReceivablesStated(header, ZHEJIANG, List.of(more)));
        zhejiangSays(header, new PayablesConfirmed(header, more));
        zhejiangSays(header, new ItemDisputed(header, item));
        Header next = header.again(List.of(JIANGSU));
        zhejiangSays(next, new PeriodOpened(next));
        Header led = Header.first(NUMBER, period + 1, ZHEJIANG, THREE);
        zhejiangSays(led, new PeriodOpened(led));

        assertThat(netting(SHANGHAI, period)).isEqualTo(shanghai);
        assertThat(netting(JIANGSU, period)).isEqualTo(jiangsu);
        assertThat(errand.find(Netting.class, Netting.idOf(led, JIANGSU))).isEmpty();
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(claim(claim).pays());

        // A round that the lead has not opened moves nothing, and is as the lead says once it does.
        zhejiangSays(next, new ReceivablesStated(next, ZHEJIANG, List.of()));
        assertThat(netting(SHANGHAI, period)).isEqualTo(shanghai);
        for (String action : List.of("contest", "restate")) {
            done("netting", shanghai.id(), action, new VoucherForms.Because("x"), "sh.clearing");
        }
        assertThat(netting(JIANGSU, period).header()).isEqualTo(header.again(List.of()));

        cleared(period);

        // What all have signed nobody takes back, its own party neither.
        Header closed = header.again(List.of());
        zhejiangSays(closed, new NettingContested(closed, ZHEJIANG, "too late"));
        Header again = closed.again(List.of());
        zhejiangSays(again, new ReceivablesStated(again, ZHEJIANG, List.of()));
        for (Province party : THREE) {
            assertThat(netting(party, period).state()).isEqualTo(NettingState.CLOSED);
        }
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
        booksBalance();
    }

    private Periods periods(Province home) {
        return theatre()
                .at(home)
                .getBean(GroupLane.class)
                .read(home, rows -> Periods.of(rows, NUMBER));
    }

    private List<RoundWord> early(Header round, Province home, Province by) {
        return errand.find(EarlyWords.class, EarlyWords.idOf(round, home, by)).stream()
                .flatMap(known -> known.words().stream())
                .map(EarlyWords.Early::word)
                .toList();
    }

    /// Shanghai opens the period and states; Jiangsu hears of it from Zhejiang first.
    @Test
    @org.junit.jupiter.api.Order(29)
    void what_others_say_of_a_round_before_its_lead_is_heard_counts_once_it_is() {
        int period = next();
        String claim = advanced(SONGLING_SHENCE, voucher());
        Header round = Header.first(NUMBER, period, SHANGHAI, THREE);
        theatre().cut(JIANGSU, SHANGHAI, true);
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        theatre().settle();

        assertThat(early(round, JIANGSU, ZHEJIANG))
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(ReceivablesStated.class, PayablesConfirmed.class);
        assertThat(errand.find(Netting.class, Netting.idOf(round, JIANGSU))).isEmpty();
        assertThat(periods(JIANGSU).latest()).isEqualTo(period - 1);
        assertThat(netting(ZHEJIANG, period).state()).isEqualTo(NettingState.STATING);

        theatre().cut(JIANGSU, SHANGHAI, false);
        theatre().settle();

        assertThat(early(round, JIANGSU, ZHEJIANG)).isEmpty();
        assertThat(owedBy(JIANGSU, period)).isEqualTo(claim(claim).pays());
        for (Province party : THREE) {
            assertThat(netting(party, period).state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(netting(party, period).digest())
                    .isEqualTo(netting(SHANGHAI, period).digest());
            assertThat(periods(party).latest()).isEqualTo(period);
        }
        cleared(period);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
    }

    /// Zhejiang speaks of rounds that Shanghai has not opened, and of some that it never will.
    @Test
    @org.junit.jupiter.api.Order(29)
    void a_party_that_names_a_round_nobody_opened_keeps_nobody_from_the_rounds_that_are_opened() {
        int period = next();
        String claim = advanced(SONGLING_SHENCE, voucher());
        opened(period);
        Netting before = netting(JIANGSU, period);
        Aside item = before.disputable("x").getFirst();
        Header second = before.header().again(List.of());
        Header far = new Header(NUMBER, period, 60, SHANGHAI, THREE, List.of(), List.of());
        Header next = Header.first(NUMBER, period + 1, SHANGHAI, THREE);
        Header never = Header.first(NUMBER, period + 101, SHANGHAI, THREE);
        NettingContested contest =
                new NettingContested(second, ZHEJIANG, "\u65e9\u4e8e\u5f00\u542f");
        for (int twice = 0; twice < 2; twice++) {
            zhejiangSays(second, contest);
            zhejiangSays(far, new NettingSigned(far, ZHEJIANG, "0"));
            zhejiangSays(next, new ReceivablesStated(next, ZHEJIANG, List.of()));
            zhejiangSays(next, new NettingSigned(next, ZHEJIANG, "0"));
        }
        // Not its own word, not believed, and no party.
        zhejiangSays(second, new ItemDisputed(second, item));
        zhejiangSays(never, new NettingSigned(never, ZHEJIANG, "0"));
        says(ANHUI, second, new NettingSigned(second, ANHUI, "0"));
        says(ANHUI, second, new NettingSigned(before.header(), ANHUI, "0"));

        Money owed = claim(claim).pays();
        for (Province party : THREE) {
            assertThat(early(second, party, ZHEJIANG)).containsExactly(contest);
            assertThat(early(far, party, ZHEJIANG)).hasSize(1);
            assertThat(early(next, party, ZHEJIANG)).hasSize(1);
            assertThat(early(never, party, ZHEJIANG)).isEmpty();
            assertThat(early(second, party, ANHUI)).isEmpty();
            assertThat(netting(party, period).state()).isEqualTo(NettingState.TO_SIGN);
            assertThat(netting(party, period).header()).isEqualTo(before.header());
            assertThat(netting(party, period).signatures()).isEmpty();
            assertThat(errand.find(Netting.class, Netting.idOf(next, party))).isEmpty();
            assertThat(periods(party).latest()).isEqualTo(period);
        }
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(owed);

        // What Zhejiang said of the second round counts in it, everywhere, and of no later one.
        VoucherForms.Because because = new VoucherForms.Because("x");
        done("netting", netting(SHANGHAI, period).id(), "contest", because, "sh.clearing");
        done("netting", netting(SHANGHAI, period).id(), "restate", because, "sh.clearing");
        for (Province party : THREE) {
            assertThat(netting(party, period).header()).isEqualTo(second);
            assertThat(netting(party, period).state()).isEqualTo(NettingState.DIFFERING);
            assertThat(netting(party, period).note()).isEqualTo(contest.reason());
            assertThat(early(second, party, ZHEJIANG)).isEmpty();
            assertThat(
                            records(party)
                                    .count(
                                            Holding.class,
                                            "t.row_id = :row",
                                            Map.of("row", netting(party, period).id().value())))
                    .isPositive();
        }
        done("netting", netting(SHANGHAI, period).id(), "restate", because, "sh.clearing");
        cleared(period);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);

        // A signature of what it cannot have known holds up its own round and no other.
        errand.open("netting", "open", new ClearingForms.Open(NUMBER), "sh.clearing").orThrow();
        theatre().settle();
        for (Province party : THREE) {
            assertThat(netting(party, period + 1).state()).isEqualTo(NettingState.DIFFERING);
        }
        done("netting", netting(SHANGHAI, period + 1).id(), "restate", because, "sh.clearing");
        cleared(period + 1);
        booksBalance();
    }

    /// What Jiangsu would write because of a fact of another province's; nothing is committed.
    private List<Part> made(Province origin, ProviderAdvanced said) {
        @SuppressWarnings("unchecked")
        FactHandler<ProviderAdvanced> handler =
                (FactHandler<ProviderAdvanced>)
                        theatre().at(JIANGSU).getBean("obligationArises", FactHandler.class);
        RecordedFact fact =
                new RecordedFact(
                        origin,
                        1_000_000,
                        "vouchers.ProviderAdvanced",
                        1,
                        said.order(),
                        Audience.of(JIANGSU),
                        Json.tree(said),
                        errand.now(),
                        "system");
        return theatre()
                .at(JIANGSU)
                .getBean(GroupLane.class)
                .read(JIANGSU, rows -> handler.on(said, fact, rows));
    }

    /// Zhejiang claims what Shanghai advanced; Shanghai what nobody captured, more than it
    /// advanced, or what was paid already.
    @Test
    @org.junit.jupiter.api.Order(28)
    void no_province_owes_for_what_its_own_claims_do_not_say() {
        String claim =
                errand.passed(SONGLING_SHENCE, errand.confirmed(SONGLING_SHENCE, voucher(), 2));
        errand.captured(SONGLING_SHENCE, claim);
        ClaimLine line = claim(claim);
        ProviderAdvanced genuine = advance(line, claim, line.pays());
        assertThat(made(SHANGHAI, genuine)).isNotEmpty();
        Money more = line.pays().plus(Money.yuan(1));
        Map<ProviderAdvanced, Province> forged =
                Map.of(
                        genuine,
                        ZHEJIANG,
                        advance(line, "clm-of-nobody", line.pays()),
                        SHANGHAI,
                        advance(line, claim, more),
                        SHANGHAI,
                        advance(claim(first), first, claim(first).pays()),
                        SHANGHAI);
        forged.forEach((said, by) ->
                assertThatThrownBy(() -> made(by, said)).hasMessageContaining("no ground"));

        pay(SHANGHAI, claim, "shence.manager");
        int period = next();
        opened(period);
        assertThat(owedBy(JIANGSU, period)).isEqualTo(line.pays());
        cleared(period);
        assertThat(balance(accounts(JIANGSU).dueTo(SHANGHAI))).isEqualTo(Money.ZERO);
    }

    private static ProviderAdvanced advance(ClaimLine line, String claim, Money amount) {
        return new ProviderAdvanced(
                claim,
                line.orderId(),
                line.programme(),
                NUMBER,
                JIANGSU,
                line.provider(),
                amount,
                LocalDate.of(2026, 3, 1),
                "P-forged");
    }

    @Test
    @org.junit.jupiter.api.Order(32)
    void both_sides_say_the_same_once_the_provider_confirms_and_differ_if_it_says_otherwise() {
        String order = claim(first).orderId();
        assertThat(both(order).differences())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.item()).isEqualTo(Reconciliation.Item.PAID);
                    assertThat(line.cause()).isEqualTo(Reconciliation.Cause.NOT_CONFIRMED);
                });
        done(
                "receipt",
                Receipt.idOf(first),
                "confirm",
                new ClearingForms.Arrived(claim(first).pays(), today()),
                "shence.manager");
        assertThat(both(order).differences()).isEmpty();
        assertThat(both(order).lines())
                .extracting(Reconciliation.Line::firm)
                .contains(claim(first).pays(), claim(first).base());
        done(
                "receipt",
                Receipt.idOf(second),
                "confirm",
                new ClearingForms.Arrived(claim(second).pays().minus(new Money(1)), today()),
                "shence.manager");
        assertThat(both(claim(second).orderId()).worst()).isEqualTo(Reconciliation.Cause.DIFFERS);
    }

    @Test
    @org.junit.jupiter.api.Order(33)
    void a_recovery_stands_item_by_item_on_both_sides_with_its_ground() {
        Money amount = clawback().amount();
        assertThat(both(claim(first).orderId()).lines())
                .filteredOn(line -> line.claim().equals(recovery))
                .extracting(
                        Reconciliation.Line::item,
                        Reconciliation.Line::ground,
                        Reconciliation.Line::firm,
                        Reconciliation.Line::provider,
                        Reconciliation.Line::cause)
                .containsExactly(
                        tuple(
                                Reconciliation.Item.TO_RECOVER,
                                RecoveryGround.RED_LETTER,
                                amount,
                                amount,
                                null),
                        tuple(
                                Reconciliation.Item.RECOVERED,
                                RecoveryGround.RED_LETTER,
                                amount,
                                amount,
                                null));
        assertThat(
                        records(JIANGSU)
                                .list(
                                        Obligation.class,
                                        "t.home = '320000' AND t.cause = 'RECOVERY'"
                                                + " AND t.claim = :claim",
                                        "t.id",
                                        Map.of("claim", first),
                                        10))
                .extracting(Obligation::claim, Obligation::amount)
                .containsExactly(tuple(first, amount));
    }

    @Test
    @org.junit.jupiter.api.Order(34)
    void after_the_agreement_ended_orders_are_paid_directly_again() {
        done(
                "agreement",
                agreement(ZHEJIANG).id(),
                "end",
                new VoucherForms.Because("另行商定"),
                "zj.officer");
        assertThat(agreement(SHANGHAI).state()).isEqualTo(AgreementState.ENDED);
        String order = errand.confirmed(SONGLING_SHENCE, voucher(), 1);
        assertThat(errand.find(Order.class, Id.<Order>of(order)).orElseThrow().funding().route())
                .isEqualTo(PaymentRoute.PROVIDER_DIRECT);
    }

    @Test
    @org.junit.jupiter.api.Order(35)
    void bad_agreements_are_refused_with_a_reason() {
        LocalDate day = today();
        Map<ClearingForms.Propose, ClearingReason> bad =
                Map.of(
                        new ClearingForms.Propose("??", Set.of(ANHUI), day, day, "x", null),
                        ClearingReason.NUMBER_INVALID,
                        new ClearingForms.Propose("A-1", Set.of(SHANGHAI), day, day, "x", null),
                        ClearingReason.PARTIES_TOO_FEW,
                        new ClearingForms.Propose(
                                "A-1", Set.of(ANHUI), day, day.minusDays(1), "x", null),
                        ClearingReason.PERIOD_INVALID,
                        new ClearingForms.Propose(
                                NUMBER.toLowerCase(java.util.Locale.ROOT),
                                Set.of(ANHUI),
                                day,
                                day,
                                "x",
                                null),
                        ClearingReason.NUMBER_TAKEN);
        long before = records(SHANGHAI).count(Agreement.class, "true", Map.of());
        bad.forEach((form, reason) ->
                refused(errand.open("agreement", "propose", form, "sh.clearing"), reason));
        assertThat(records(SHANGHAI).count(Agreement.class, "true", Map.of())).isEqualTo(before);
        refused(
                errand.open("netting", "open", new ClearingForms.Open("A-9"), "sh.clearing"),
                ClearingReason.NOT_IN_FORCE);
    }

    @Test
    @org.junit.jupiter.api.Order(52)
    void after_all_that_every_record_agrees_with_what_was_told_and_every_book_is_balanced() {
        assertThat(Invariants.broken(theatre())).isEmpty();
    }
}
