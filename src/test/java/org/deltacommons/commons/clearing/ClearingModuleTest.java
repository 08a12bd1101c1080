package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.deltacommons.Cast2026;
import org.deltacommons.Signed;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.HeldBack;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/// Clearing with all four provinces in one application on one database, and its pages.
@SpringBootTest
@AutoConfigureMockMvc
@Import({Cast2026.class, HeldBack.class})
class ClearingModuleTest extends ClearingContract {

    @Autowired private ApplicationContext context;
    @Autowired private Cast2026.Stage stage;
    @Autowired private MockMvc mvc;

    @Override
    Theatre theatre() {
        return Theatre.ofOne(context);
    }

    private ResultActions seen(String address, String who) throws Exception {
        return mvc.perform(get(address).with(Signed.as(stage.actor(who))));
    }

    private String page(String address, String who) throws Exception {
        return seen(address, who)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    @org.junit.jupiter.api.Order(40)
    void officials_see_what_concerns_their_province_and_nobody_else_sees_anything()
            throws Exception {
        String same = claim(first).orderId();
        String differs = claim(second).orderId();
        assertThat(page("/reconciliation", "sh.clearing"))
                .contains(
                        "省际对账",
                        Id.of(same).number(),
                        "/reconciliation/" + same,
                        "/reconciliation/" + differs);
        assertThat(page("/reconciliation?differs=true", "sh.auditor"))
                .contains("/reconciliation/" + differs)
                .doesNotContain("/reconciliation/" + same);
        assertThat(page("/reconciliation?with=320000", "sh.clearing"))
                .contains("/reconciliation/" + same)
                .doesNotContain("/reconciliation/" + differs);
        assertThat(page("/reconciliation/" + differs, "zj.treasury"))
                .contains(Id.of(differs).number(), Id.of(second).number())
                .contains("金额不一致，需人工核查", claim(second).pays().toString());
        assertThat(page("/reconciliation/" + differs + "?lang=en", "zj.treasury"))
                .as("provinces in the reader's language, and who is paid")
                .containsPattern("Feeds dealt with up to: Shanghai \\d+")
                .contains(">Provider<", claim(second).providerName());
        assertThat(page("/clearing", "js.clearing")).contains(NUMBER, "应付对方", "已结清");
        assertThat(page("/cases/netting/" + netting(ZHEJIANG, 1).id(), "zj.auditor"))
                .contains("轧差结果", "SHA-256", claim(third).pays().toString());
        // A settlement that did not arrive stays on the page with what its payee said.
        assertThat(page("/cases/netting/" + netting(ZHEJIANG, 1).id(), "zj.treasury"))
                .contains("S-1", "未收到：账户填写有误", "S-2");
        assertThat(page("/cases/advance/" + Advance.idOf(first), "shence.manager"))
                .contains("已垫付", "6222000011112222");
        assertThat(page("/cases/advance/" + Advance.idOf(first), "sh.auditor"))
                .doesNotContain("6222000011112222");
        assertThat(page("/clearing", "ah.clearing")).contains("本省还没有垫付清算协议");
        // Anhui is no party, a firm is no official, a province sees no other's copy.
        seen("/reconciliation/" + same, "ah.clearing").andExpect(status().isNotFound());
        seen("/reconciliation", "songling.finance").andExpect(status().isForbidden());
        seen("/clearing", "mas.officer").andExpect(status().isForbidden());
        seen("/cases/netting/" + netting(ZHEJIANG, 1).id(), "js.clearing")
                .andExpect(status().isNotFound());
        seen("/api/v1/reconciliations/" + same, "ah.clearing").andExpect(status().isNotFound());
        seen("/api/v1/reconciliations?differs=true", "zj.clearing")
                .andExpect(status().isOk())
                .andExpect(
                        jsonPath("$.items[?(@.order == '" + differs + "')].worst").value("DIFFERS"))
                .andExpect(jsonPath("$.items[0].firmHome").value("330000"))
                .andExpect(jsonPath("$.items[0].lines[0].firmSide").isNumber())
                .andExpect(jsonPath("$.next").doesNotExist());
        // The dispute that was settled stands on both parties' pages, in either language.
        for (Province party : java.util.List.of(SHANGHAI, JIANGSU)) {
            String who = party == SHANGHAI ? "sh.auditor" : "js.auditor";
            assertThat(page("/cases/dispute/" + dispute(party).id(), who))
                    .contains("已按协商金额处理", "仍应支付");
            assertThat(page("/clearing?lang=en", who))
                    .contains(
                            "Settled at an agreed amount",
                            ">" + Id.of(dispute(party).item().claim()).number() + "<");
        }
        seen("/cases/dispute/" + dispute(SHANGHAI).id(), "zj.clearing")
                .andExpect(status().isNotFound());
    }
}
