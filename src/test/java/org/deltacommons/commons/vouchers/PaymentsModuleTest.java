package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Worklist;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/// The last stretch of the issuer's money: who pays, where to, and what becomes of a payment that
/// nobody can make or that comes back.
@WaysContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaymentsModuleTest {

    private static final String OFFICER = "mas.officer";
    private static final String TREASURY = "mas.treasury";
    private static final String FIRST = "6222020200112233445";
    private static final String OTHER = "6222020200998877665";

    @Autowired Ways.Desk desk;
    @Autowired Worklist worklist;
    @Autowired MockMvc web;

    /// A captured claim of 1,200 yuan, alone in the batches of a programme of its own.
    private String captured(String programme) {
        desk.programmeLike("mas-2026", programme, Money.yuan(100_000), rule -> rule);
        String claim = passed(programme);
        desk.captured(claim, OFFICER);
        return claim;
    }

    private String passed(String programme) {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, programme, Money.yuan(10_000), OFFICER);
        String claim = desk.claimed(firm, voucher, 4);
        desk.passed(claim, OFFICER);
        return claim;
    }

    private String page(String address, String who) throws Exception {
        return web.perform(get(address).with(as(desk.stage().actor(who))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Money owed(String programme) {
        return desk.account("payable/" + programme + "/org-sc-micro").available();
    }

    @Test
    @Order(1)
    void a_line_without_an_account_is_left_out_of_the_file_and_the_rest_goes_on() throws Exception {
        desk.programmeLike("mas-2026", "mas-file", Money.yuan(100_000), rule -> rule);
        String known = passed("mas-file");
        String unknown = passed("mas-file");
        desk.captured(known, OFFICER);
        // A provider that was paid before has said so once; this one is asked for each.
        boolean asked =
                desk.records()
                        .find(AccountRequest.class, AccountRequest.idOf(unknown, ""))
                        .isPresent();
        assertThat(asked).isTrue();
        desk.accountGiven(known, "", FIRST);
        desk.approved(known, OFFICER, TREASURY);

        assertThat(desk.claim(known).state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(desk.claim(unknown).state()).isEqualTo(ClaimState.CAPTURED);
        String batch = desk.claim(known).batch();
        String file = page("/redemptions/" + batch + "/payments.csv", TREASURY);
        assertThat(file).contains(desk.payment(known), FIRST).doesNotContainIgnoringCase(unknown);
        assertThat(page("/cases/redemption/" + batch, TREASURY))
                .contains("暂不支付", "服务机构尚未在本省平台提供收款账户", unknown)
                .as("the notice is over")
                .doesNotContain("公示期内任何人");
        // The bank cannot have paid what it was not asked to pay.
        Money owed = owed("mas-file");
        refused(
                desk.results(
                        known,
                        desk.payment(known)
                                + ",OK,"
                                + desk.today()
                                + "\n"
                                + unknown
                                + "-1,OK,"
                                + desk.today(),
                        TREASURY),
                VoucherReason.RESULT_INVALID);
        assertThat(desk.claim(known).state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(owed("mas-file")).isEqualTo(owed);

        desk.results(known, desk.payment(known) + ",OK," + desk.today(), TREASURY).orThrow();
        assertThat(desk.claim(known).state()).isEqualTo(ClaimState.PAID);
        assertThat(desk.batch(known).state()).isEqualTo(RedemptionState.PAYING);
        desk.accountGiven(unknown, "", FIRST);
        assertThat(desk.claim(unknown).state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(page("/cases/redemption/" + batch, TREASURY)).doesNotContain("暂不支付");
        fileComesBack(batch, unknown);
        assertThat(desk.batch(known).state()).isEqualTo(RedemptionState.DONE);
        assertThat(owed("mas-file")).isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    @Order(20)
    void a_request_that_the_treasury_sends_back_is_made_anew_and_nobody_is_paid_meanwhile()
            throws Exception {
        desk.programmeLike("mas-2026", "mas-request", Money.yuan(100_000), rule -> rule);
        String claim = passed("mas-request");
        desk.captured(claim, OFFICER);
        desk.accountGiven(claim, "", FIRST);
        String batch = desk.claim(claim).batch();
        VoucherForms.ReturnRequest wrong =
                new VoucherForms.ReturnRequest(
                        VoucherForms.RequestTemplate.BUDGET_ITEM_WRONG, "应为 2060404");
        desk.done(
                desk.redemptions(),
                batch,
                "request",
                new Redemptions.Request("2069999", null),
                desk.stage().actor(OFFICER));
        assertThat(
                        desk.act(
                                        desk.redemptions(),
                                        batch,
                                        "return",
                                        wrong,
                                        desk.stage().actor(OFFICER))
                                .isDone())
                .as("by the treasury alone")
                .isFalse();
        desk.done(desk.redemptions(), batch, "return", wrong, desk.stage().actor(TREASURY));
        assertThat(desk.batch(claim).state()).isEqualTo(RedemptionState.CAPTURED);
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(page("/cases/redemption/" + batch, OFFICER))
                .contains("财政已退回", "预算科目不对：应为 2060404")
                .doesNotContain("BUDGET_ITEM_WRONG");

        desk.approved(claim, OFFICER, TREASURY);
        assertThat(desk.batch(claim).budgetItem()).isEqualTo("2060404");
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.REQUESTED);
        desk.booksBalance();
    }

    private ResultActions handsIn(String batch, String name, byte[] file, String who)
            throws Exception {
        return web.perform(
                multipart("/redemptions/" + batch + "/results")
                        .file(new MockMultipartFile("file", name, "text/csv", file))
                        .with(csrf())
                        .with(as(desk.stage().actor(who))));
    }

    /// Wrong in every way first: nothing is recorded, and the row is named.
    private void fileComesBack(String batch, String claim) throws Exception {
        String file = page("/redemptions/" + batch + "/payments.csv", TREASURY);
        assertThat(page("/cases/redemption/" + batch, TREASURY)).contains("导入填好的支付文件");
        handsIn(batch, "back.csv", file.getBytes(StandardCharsets.UTF_8), TREASURY)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("文件里没有支付结果")));
        handsIn(batch, "back.pdf", file.getBytes(StandardCharsets.UTF_8), TREASURY)
                .andExpect(status().is4xxClientError());
        String wrong = file.replaceFirst("(?m),,,\\r?$", ",成功,昨天,");
        handsIn(batch, "back.csv", wrong.getBytes(StandardCharsets.UTF_8), TREASURY)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("第 2 行不能识别")));
        handsIn(batch, "back.csv", wrong.getBytes(StandardCharsets.UTF_8), OFFICER)
                .andExpect(status().isNotFound());
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.REQUESTED);

        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        Tables.xlsx(
                workbook,
                List.of(
                        Sheet.of(
                                "back",
                                List.of("Result", "paid on", "支付编号", "x"),
                                List.of(
                                        List.of("", "", "CLM-OTHER-1", ""),
                                        List.of(
                                                "ok",
                                                desk.today().toString().replace("-", "/"),
                                                desk.payment(claim),
                                                "")))));
        handsIn(batch, "back.xlsx", workbook.toByteArray(), TREASURY)
                .andExpect(redirectedUrl("/cases/redemption/" + batch));
        desk.stage().settle();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAID);
    }

    @Test
    @Order(2)
    void a_batch_of_a_city_is_approved_by_that_citys_treasury_and_not_by_the_provinces()
            throws Exception {
        String claim = captured("mas-own");
        String batch = desk.claim(claim).batch();
        desk.accountGiven(claim, "", FIRST);
        desk.done(
                desk.redemptions(),
                batch,
                "request",
                new Redemptions.Request("2060404", null),
                desk.stage().actor(OFFICER));
        for (String other : new String[] {"ah.treasury", "hefei.treasury"}) {
            refused(
                    desk.act(
                            desk.redemptions(),
                            batch,
                            "approve",
                            new NoForm(),
                            desk.stage().actor(other)),
                    ProcedureReason.FORBIDDEN);
            assertThat(tasks(other)).doesNotContain(batch);
            web.perform(
                            get("/redemptions/" + batch + "/payments.csv")
                                    .with(as(desk.stage().actor(other))))
                    .andExpect(status().isNotFound());
        }
        assertThat(desk.batch(claim).state()).isEqualTo(RedemptionState.REQUESTED);
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(tasks(TREASURY)).contains(batch);
        desk.done(desk.redemptions(), batch, "approve", new NoForm(), desk.stage().actor(TREASURY));
    }

    private java.util.List<String> tasks(String who) {
        return worklist
                .waiting(
                        desk.stage().actor(who),
                        Worklist.Narrowed.NOT,
                        java.util.Optional.empty(),
                        100)
                .items()
                .stream()
                .map(task -> task.id().value().substring(task.id().value().indexOf('/') + 1))
                .toList();
    }

    @Test
    @Order(3)
    void a_returned_payment_goes_to_another_account_only_after_a_second_person() throws Exception {
        String claim = captured("mas-back");
        desk.accountGiven(claim, "", FIRST);
        desk.approved(claim, OFFICER, TREASURY);
        String first = desk.payment(claim);
        desk.results(claim, first + ",RETURNED," + desk.today() + ",户名不符", TREASURY).orThrow();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAYMENT_RETURNED);

        desk.accountGiven(claim, first, OTHER);

        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.ACCOUNT_CHANGED);
        String batch = desk.claim(claim).batch();
        assertThat(page("/redemptions/" + batch + "/payments.csv", TREASURY)).doesNotContain(OTHER);
        assertThat(page("/cases/claim/" + claim, OFFICER)).contains(FIRST, OTHER);
        assertThat(page("/cases/claim/" + claim, "ah.auditor")).doesNotContain(FIRST, OTHER);
        VoucherForms.AccountCheck check = new VoucherForms.AccountCheck("已回访机构财务");
        refused(
                desk.act(
                        desk.claims(),
                        claim,
                        "confirm-account",
                        check,
                        desk.stage().actor("shence.manager")),
                ProcedureReason.FORBIDDEN);
        refused(
                desk.results(claim, first + ",OK," + desk.today(), TREASURY),
                VoucherReason.RESULT_INVALID);
        assertThat(owed("mas-back")).isEqualTo(Money.yuan(1_200));

        // Not the payee's: it is asked again, and what was given first does not count any more.
        desk.done(
                desk.claims(),
                claim,
                "deny-account",
                new VoucherForms.Because("机构财务否认"),
                desk.stage().actor(OFFICER));
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAYMENT_RETURNED);
        assertThat(desk.claim(claim).account()).endsWith(FIRST);
        String asked = desk.payment(claim);
        assertThat(asked).isNotEqualTo(first);
        desk.accountGiven(claim, asked, "6222020200555544443");
        desk.done(desk.claims(), claim, "confirm-account", check, desk.stage().actor(OFFICER));
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(desk.claim(claim).account()).endsWith("6222020200555544443");
        // An answer to the first payment is none to this one.
        refused(
                desk.results(claim, first + ",OK," + desk.today(), TREASURY),
                VoucherReason.RESULT_INVALID);
        desk.results(claim, desk.payment(claim) + ",OK," + desk.today(), TREASURY).orThrow();
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.PAID);
        assertThat(owed("mas-back")).isEqualTo(Money.ZERO);
        desk.booksBalance();
    }

    @Test
    @Order(4)
    void the_same_account_is_simply_tried_again() {
        String claim = captured("mas-same");
        desk.accountGiven(claim, "", FIRST);
        String known = desk.claim(claim).account();
        desk.approved(claim, OFFICER, TREASURY);
        String first = desk.payment(claim);
        desk.results(claim, first + ",RETURNED," + desk.today() + ",系统维护", TREASURY).orThrow();
        desk.accountGiven(claim, first, known.substring(known.lastIndexOf(' ') + 1));
        assertThat(desk.claim(claim).state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(desk.payment(claim)).isNotEqualTo(first);
    }

    /// A line whose Unit has not come yet, or is parked, must not be missing in the payment file.
    @Test
    void the_treasury_is_not_asked_while_a_line_is_still_to_be_captured() {
        String claim = captured("mas-under-way");
        desk.accountGiven(claim, "", FIRST);
        String batch = desk.claim(claim).batch();
        Redemptions.Request request = new Redemptions.Request("2060404", null);
        desk.change(
                Redemption.class,
                Id.<Redemption>of(batch),
                each -> each.line(desk.claim(claim), Redemption.LineState.PASSED));

        Refusal why =
                refused(
                        desk.act(
                                desk.redemptions(),
                                batch,
                                "request",
                                request,
                                desk.stage().actor(OFFICER)),
                        VoucherReason.CAPTURE_UNDER_WAY);

        assertThat(why.values()).containsEntry("count", 1);
        assertThat(desk.batch(claim).state()).isEqualTo(RedemptionState.CAPTURED);
        assertThat(desk.claim(claim).payment()).isNotNull();
        assertThat(owed("mas-under-way")).isEqualTo(Money.yuan(1_200));
        desk.change(
                Redemption.class,
                Id.<Redemption>of(batch),
                each -> each.line(desk.claim(claim), Redemption.LineState.CAPTURED));
        desk.done(desk.redemptions(), batch, "request", request, desk.stage().actor(OFFICER));
    }
}
