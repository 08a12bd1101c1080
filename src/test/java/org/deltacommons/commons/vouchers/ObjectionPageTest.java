package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.Objects;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/// A visitor objects to a line in public notice, on hearsay: the line stops, the batch does not.
@WaysContext
class ObjectionPageTest {

    private static final String OFFICER = "mas.officer";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;

    private record Noticed(String first, String second, String batch, Instant until) {}

    /// A batch of two lines in public notice.
    private Noticed noticed() {
        Ways.Firm one = desk.firm("340500");
        Ways.Firm other = desk.firm("340500");
        String first = desk.claimed(one, desk.inMaanshan(one, 10_000), 2);
        String second = desk.claimed(other, desk.inMaanshan(other, 10_000), 3);
        desk.passed(first, OFFICER);
        desk.passed(second, OFFICER);
        String batch = desk.claim(first).batch();
        desk.clearOthers(batch, first, OFFICER);
        step(batch, "publish", new NoForm(), OFFICER);
        return new Noticed(
                first, second, batch, Objects.requireNonNull(desk.batch(first).noticeUntil()));
    }

    private void step(String batch, String action, Record form, String who) {
        desk.done(desk.redemptions(), batch, action, form, desk.stage().actor(who));
    }

    private ResultActions objects(String claim, String basis, String grounds) throws Exception {
        ResultActions sent =
                web.perform(
                        post("/notices/objection")
                                .param("claim", claim)
                                .param("basis", basis)
                                .param("grounds", grounds)
                                .with(csrf()));
        desk.stage().settle();
        return sent;
    }

    private void decided(String claim, String action, String reason) {
        desk.done(
                desk.claims(),
                claim,
                action,
                new VoucherForms.Because(reason),
                desk.stage().actor(OFFICER));
    }

    @Test
    void an_objection_on_hearsay_stops_one_line_until_an_officer_dismisses_it() throws Exception {
        Noticed notice = noticed();
        web.perform(get("/cases/redemption/" + notice.batch()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("公示期内任何人")))
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "/notices/objection?claim=" + notice.first())));
        web.perform(get("/notices/objection").param("claim", notice.first()))
                .andExpect(status().isOk());
        objects(notice.first(), "HEARSAY", "").andExpect(status().isUnprocessableContent());
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.IN_NOTICE);

        objects(notice.first(), "HEARSAY", "听说机时是虚报的").andExpect(status().is3xxRedirection());

        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.OBJECTED);
        assertThat(desk.claim(notice.second()).state()).isEqualTo(ClaimState.IN_NOTICE);
        // Grounds are for the issuer's officers: the notice does not repeat them.
        web.perform(get("/cases/redemption/" + notice.batch()))
                .andExpect(content().string(not(containsString("虚报"))));
        web.perform(get("/cases/claim/" + notice.first()))
                .andExpect(redirectedUrlPattern("/sign-in*"));

        desk.stage().clock.to(notice.until());
        step(notice.batch(), "capture", new NoForm(), OFFICER);
        assertThat(desk.claim(notice.second()).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.OBJECTED);
        assertThat(desk.held(desk.claim(notice.first()).voucher())).isEqualTo(Money.yuan(600));

        decided(notice.first(), "dismiss", "核对机时日志与门禁，与申报一致");

        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(desk.claim(notice.first()).objections())
                .singleElement()
                .satisfies(one -> assertThat(one.outcome()).contains("门禁"));
        assertThat(desk.held(desk.claim(notice.first()).voucher())).isEqualTo(Money.ZERO);
        // The notice is over: nobody can object any more.
        objects(notice.second(), "HEARSAY", "晚了").andExpect(status().isNotFound());
        desk.booksBalance();
    }

    @Test
    void an_upheld_objection_ends_one_claim_and_gives_its_invoice_back() throws Exception {
        Noticed notice = noticed();
        objects(notice.first(), "DOCUMENTS", "附件为同一批样品的另一份合同")
                .andExpect(status().is3xxRedirection());
        String order = desk.claim(notice.first()).orderId();
        decided(notice.first(), "reject", "同一服务已由其他资金支付");
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.REJECTED);
        assertThat(desk.order(order).state()).isEqualTo(OrderState.CONFIRMED);
        SellerInvoice invoice =
                desk.records()
                        .find(
                                SellerInvoice.class,
                                SellerInvoice.idOf(desk.claim(notice.first()).invoice().number()))
                        .orElseThrow();
        assertThat(invoice.allocations()).isEmpty();
        assertThat(desk.claim(notice.second()).state()).isEqualTo(ClaimState.IN_NOTICE);
        desk.stage().clock.to(notice.until());
        step(notice.batch(), "capture", new NoForm(), OFFICER);
        assertThat(desk.claim(notice.second()).state()).isEqualTo(ClaimState.CAPTURED);
        desk.booksBalance();
    }

    @Test
    void nobody_can_hold_a_line_up_for_ever_by_objecting_again() throws Exception {
        Noticed notice = noticed();
        objects(notice.first(), "HEARSAY", "听说的").andExpect(status().is3xxRedirection());
        decided(notice.first(), "dismiss", "已核");
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.IN_NOTICE);
        objects(notice.first(), "HEARSAY", "又听说的").andExpect(status().is3xxRedirection());
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.IN_NOTICE);
        assertThat(desk.claim(notice.first()).objections()).hasSize(2);
        // An officer who finds something in it stops the line all the same.
        desk.done(
                desk.claims(),
                notice.first(),
                "object",
                new VoucherForms.Objection(ObjectionBasis.FIRST_HAND, "抽查发现"),
                desk.stage().actor(OFFICER));
        assertThat(desk.claim(notice.first()).state()).isEqualTo(ClaimState.OBJECTED);
        desk.stage().clock.to(notice.until());
        step(notice.batch(), "capture", new NoForm(), OFFICER);
        decided(notice.first(), "reject", "属实");
    }

    @Test
    void a_line_cleared_after_its_sum_was_asked_for_is_paid_with_the_next_batch() throws Exception {
        Noticed notice = noticed();
        objects(notice.first(), "HEARSAY", "听说的").andExpect(status().is3xxRedirection());
        desk.stage().clock.to(notice.until());
        step(notice.batch(), "capture", new NoForm(), OFFICER);
        step(notice.batch(), "request", new Redemptions.Request("2060404", null), OFFICER);
        refused(
                desk.act(
                        desk.redemptions(),
                        notice.batch(),
                        "approve",
                        new NoForm(),
                        desk.stage().actor(OFFICER)),
                org.deltacommons.foundation.procedures.ProcedureReason.FORBIDDEN);
        desk.accountGiven(notice.second(), "", "6222020200112233445");
        step(notice.batch(), "approve", new NoForm(), "mas.treasury");
        decided(notice.first(), "dismiss", "已核");

        ClaimLine moved = desk.claim(notice.first());
        assertThat(moved.state()).isEqualTo(ClaimState.PASSED);
        assertThat(moved.batch()).isNotEqualTo(notice.batch());
        assertThat(desk.held(moved.voucher())).isEqualTo(Money.yuan(600));
        String payment = Objects.requireNonNull(desk.claim(notice.second()).payment()).number();
        step(
                notice.batch(),
                "results",
                new Redemptions.Results(payment + ",OK," + desk.today()),
                "mas.treasury");
        assertThat(desk.batch(notice.second()).state()).isEqualTo(RedemptionState.DONE);
        assertThat(desk.batch(notice.first()).state()).isEqualTo(RedemptionState.COLLECTING);
        desk.booksBalance();
    }

    private ResultActions fromOneMachine(String claim, String grounds) throws Exception {
        return web.perform(
                post("/api/v1/objections")
                        .param("claim", claim)
                        .contentType("application/json")
                        .content("{\"basis\": \"HEARSAY\", \"grounds\": \"%s\"}".formatted(grounds))
                        .with(request -> {
                            request.setRemoteAddr("2001:db8:7:7::" + grounds.length());
                            return request;
                        }));
    }

    @Test
    void one_network_objects_so_often_an_hour_as_the_rule_says_and_no_more() throws Exception {
        Noticed notice = noticed();
        fromOneMachine("clm-none", "x").andExpect(status().isNotFound());
        for (int i = 1; i <= 20; i++) {
            fromOneMachine(notice.first(), "据".repeat(i)).andExpect(status().isCreated());
        }
        long kept = desk.claim(notice.second()).objections().size();
        fromOneMachine(notice.second(), "一".repeat(21))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("vouchers.OBJECTIONS_TOO_MANY"))
                .andExpect(jsonPath("$.why").value(containsString("20")))
                .andExpect(jsonPath("$.rule.topic").value("threshold.door.objection"))
                .andExpect(header().string("Retry-After", "3600"));
        assertThat(desk.claim(notice.second()).objections()).hasSize((int) kept);
        assertThat(desk.claim(notice.second()).state()).isEqualTo(ClaimState.IN_NOTICE);
        // Another network is not held up by the first.
        objects(notice.second(), "HEARSAY", "听说的").andExpect(status().is3xxRedirection());
        desk.stage().clock.to(notice.until());
        step(notice.batch(), "capture", new NoForm(), OFFICER);
        decided(notice.first(), "reject", "属实");
        decided(notice.second(), "reject", "属实");
    }
}
