package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// A programme's year as its budget officer sees it: one story of vouchers granted, expired and
/// revoked, of money held, captured, paid and clawed back, and after it every figure to the fen.
@WaysContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BudgetYearModuleTest {

    private static final String OFFICER = "mas.officer";
    private static final String TREASURY = "mas.treasury";
    private static final String PROGRAMME = "mas-year";

    @Autowired Ways.Desk desk;
    @Autowired BudgetBooks books;
    @Autowired BudgetOutlook outlooks;
    @Autowired Replays replays;
    @Autowired VoucherExpiry expiry;
    @Autowired Procedure<BudgetChange> budgets;
    @Autowired MockMvc web;

    private BudgetFigures figures() {
        return books.of(
                desk.records().find(Programme.class, Id.<Programme>of(PROGRAMME)).orElseThrow());
    }

    private String page(String address, String who) throws Exception {
        return web.perform(get(address).with(as(desk.stage().actor(who))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void refused(String address, String who) throws Exception {
        web.perform(get(address).with(as(desk.stage().actor(who))))
                .andExpect(status().isNotFound());
    }

    @Test
    @Order(1)
    void every_figure_of_a_years_story_is_what_the_books_add_up_to() {
        desk.programmeLike("mas-2026", PROGRAMME, Money.yuan(10_000), rule -> rule);
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, PROGRAMME, Money.yuan(10_000), OFFICER);
        Ways.Firm idle = desk.firm("340500");
        String unused = desk.granted(idle, PROGRAMME, Money.yuan(2_000), OFFICER);
        Ways.Firm wrong = desk.firm("340500");
        String taken = desk.granted(wrong, PROGRAMME, Money.yuan(1_000), OFFICER);
        desk.endsAt(unused, desk.now().plus(Duration.ofHours(1)));
        desk.done(
                desk.vouchers(),
                taken,
                "revoke",
                new VoucherForms.Because("申报不实"),
                desk.stage().actor(OFFICER));
        String claim = desk.claimed(firm, voucher, 4);
        assertThat(expiry.expire()).isEqualTo(1);
        assertThat(figures().held()).isEqualTo(Money.yuan(1_200));
        assertThat(figures().captured()).isEqualTo(Money.ZERO);
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        assertThat(figures().owed()).isEqualTo(Money.yuan(1_200));
        desk.accountGiven(claim, "", "6222020200112233445");
        desk.approved(claim, OFFICER, TREASURY);
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), TREASURY).orThrow();
        recovered(claim);
        desk.placed(firm, desk.hours(firm, 5, voucher));
        cutTo(9_500);

        BudgetFigures figures = figures();

        assertThat(figures)
                .isEqualTo(
                        new BudgetFigures(
                                Money.yuan(9_500),
                                Money.yuan(13_000),
                                Money.yuan(2_000),
                                Money.yuan(1_000),
                                Money.yuan(1_500),
                                Money.yuan(1_200),
                                Money.yuan(1_200),
                                Money.ZERO,
                                Money.yuan(600),
                                Money.yuan(600),
                                Money.yuan(7_400)));
        desk.booksBalance();
    }

    private void recovered(String claim) {
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
        desk.done(
                desk.recoveries(),
                recovery,
                "returned",
                new VoucherForms.Returned(desk.today(), "JZ-1"),
                desk.stage().actor(TREASURY));
    }

    private void cutTo(long yuan) {
        String change =
                desk.procedures()
                        .open(
                                budgets,
                                "propose",
                                new VoucherForms.Budget(
                                        PROGRAMME,
                                        Money.yuan(yuan),
                                        Ways.paper("decision"),
                                        "年中压减"),
                                desk.stage().actor(OFFICER),
                                null)
                        .orThrow()
                        .id();
        desk.done(budgets, change, "approve", new NoForm(), desk.stage().actor(TREASURY));
    }

    @Test
    @Order(2)
    void the_figures_agree_with_accounts_that_they_are_not_made_of() {
        BudgetFigures figures = figures();
        Money vouchers = Money.ZERO;
        Money payables = Money.ZERO;
        for (Balances account : desk.ledger().book(Province.ANHUI, PROGRAMME)) {
            vouchers =
                    account.kind() == AccountKind.VOUCHER
                            ? vouchers.plus(account.posted())
                            : vouchers;
            payables =
                    account.kind() == AccountKind.PAYABLE
                            ? payables.plus(account.posted())
                            : payables;
        }
        assertThat(payables).isEqualTo(figures.owed());
        // The voucher was still valid when half of what it had paid came back to it.
        assertThat(vouchers)
                .isEqualTo(
                        figures.granted()
                                .minus(figures.expired())
                                .minus(figures.revoked())
                                .minus(figures.captured())
                                .plus(figures.clawedBack()));
        assertThat(figures.available()).isEqualTo(desk.account("budget/" + PROGRAMME).available());
        assertThat(figures.appropriated().minus(figures.held()).minus(figures.spent()))
                .isEqualTo(figures.available());
    }

    @Test
    @Order(3)
    void those_who_look_after_the_money_read_them_and_nobody_else() throws Exception {
        assertThat(page("/budgets", OFFICER))
                .contains("/budgets/mas-year", "13,000.00")
                .as("twelve columns scroll inside their card")
                .contains("rows-wide", "role=\"region\"");
        assertThat(page("/budgets/mas-2026", TREASURY))
                .as("nothing came back")
                .doesNotContain("回到本年预算");
        assertThat(page("/budgets/mas-year", TREASURY))
                .contains("其中 600.00 元回到本年预算", "7,400.00", "budget/mas-year", "600.00", "2,000.00");
        assertThat(page("/api/v1/budgets", OFFICER)).contains("\"mas-year\"", "740000");
        assertThat(page("/api/v1/budgets/mas-year", OFFICER)).contains("740000");
        assertThat(page("/budgets?format=csv", OFFICER)).contains("7400.00", "已撤销");
        assertThat(page("/budgets", "hefei.officer")).doesNotContain("mas-year");
        refused("/budgets/mas-year", "hefei.officer");
        refused("/api/v1/budgets/mas-year", "hefei.officer");
        refused("/budgets/mas-year", "jiangpan.finance");
    }

    @Test
    @Order(4)
    void a_second_week_with_a_capture_makes_a_pace_and_the_unspent_rest_is_warned_of()
            throws Exception {
        // Two weeks with captures are needed and one was; the rule thinks a tenth harmless.
        assertThat(page("/budgets/mas-year", OFFICER))
                .contains("数据不足", "budget-chart")
                .doesNotContain("预计结余");
        Ways.Firm more = desk.firm("340500");
        String voucher = desk.granted(more, PROGRAMME, Money.yuan(5_000), OFFICER);
        String claim = desk.claimed(more, voucher, 2);
        desk.passed(claim, OFFICER);
        desk.captured(claim, OFFICER);
        desk.stage().clock.forward(Duration.ofMinutes(1));

        BudgetOutlook.Outlook outlook =
                outlooks.of(
                        desk.records()
                                .find(Programme.class, Id.<Programme>of(PROGRAMME))
                                .orElseThrow());

        assertThat(outlook.forecast().basis()).isEqualTo(Forecast.Basis.PACE);
        assertThat(outlook.warns()).isTrue();
        assertThat(outlook.points().get(outlook.points().size() - 2).spent())
                .isEqualTo(outlook.figures().spent().fen());
        assertThat(page("/budgets/mas-year", OFFICER)).contains("预计结余超过预算的 10%");
        assertThat(page("/api/v1/budgets/mas-year", OFFICER)).contains("\"warning\":true");
    }

    @Test
    @Order(5)
    void a_replay_under_the_rule_in_force_is_what_was_captured_and_another_share_tells_the_rest()
            throws Exception {
        Programme programme =
                desk.records().find(Programme.class, Id.<Programme>of(PROGRAMME)).orElseThrow();
        BudgetFigures before = figures();
        Replays.Recorded recorded = replays.of(programme);
        // 1,200 and 600 yuan of 2,400 and 1,200.
        assertThat(recorded.under(Replay.Change.NONE))
                .isEqualTo(new Replay.Result(before.captured(), 2, 2, 0));
        assertThat(recorded.under(new Replay.Change(Share.percent(50), Money.yuan(300_000))))
                .isEqualTo(recorded.under(Replay.Change.NONE));
        assertThat(recorded.under(new Replay.Change(Share.percent(30), Money.yuan(500))))
                .isEqualTo(new Replay.Result(Money.yuan(860), 2, 2, 1));

        assertThat(page("/budgets/mas-year/replay?share=30&ceiling=500", OFFICER))
                .contains("860.00", "-940.00", "ceilingFirm=500.00", "rd=30");
        assertThat(page("/api/v1/budgets/mas-year/replay?share=3000&ceiling=50000", OFFICER))
                .contains("86000", "-94000");
        assertThat(
                        page(
                                "/rules/voucher.programme.mas-year/340500/propose?rd=30&ceilingFirm=500.00",
                                OFFICER))
                .contains("value=\"500.00\"", "value=\"30\"");
        assertThat(figures()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void a_replay_refuses_what_no_rule_could_say_and_whoever_may_not_propose() throws Exception {
        web.perform(
                        get("/budgets/mas-year/replay?share=0&ceiling=")
                                .with(as(desk.stage().actor(OFFICER))))
                .andExpect(status().isUnprocessableContent());
        web.perform(
                        get("/budgets/mas-year/replay?share=130&ceiling=-4")
                                .with(as(desk.stage().actor(OFFICER))))
                .andExpect(status().isUnprocessableContent());
        web.perform(
                        get("/api/v1/budgets/mas-year/replay?share=10001")
                                .with(as(desk.stage().actor(OFFICER))))
                .andExpect(status().is4xxClientError());
        refused("/budgets/mas-year/replay", TREASURY);
        refused("/budgets/mas-year/replay", "hefei.officer");
        refused("/api/v1/budgets/mas-year/replay", "ah.auditor");
        assertThat(page("/budgets/mas-year", TREASURY)).doesNotContain("mas-year/replay");
    }
}
