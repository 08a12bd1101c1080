package org.deltacommons.foundation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.deltacommons.Cast2026;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// Whether the books hold together, as a province's own people see it.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class LedgerPageTest {

    @Autowired private MockMvc web;
    @Autowired private ChainAudit audit;
    @Autowired private Cast2026.Stage stage;

    @Test
    void an_auditor_sees_the_own_provinces_books_and_no_others() throws Exception {
        web.perform(get("/ledger").with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("安徽")))
                .andExpect(content().string(containsString("借贷相等")))
                .andExpect(content().string(not(containsString("江苏</h2>"))));
        web.perform(get("/api/v1/ledger").with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].home").value("340000"))
                .andExpect(jsonPath("$[0].balances").value(true))
                .andExpect(jsonPath("$[0].findings.length()").value(0));
    }

    @Test
    void the_page_is_there_in_english_too() throws Exception {
        web.perform(get("/ledger?lang=en").with(as(stage.actor("sh.auditor"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Debits equal credits")));
    }

    @Test
    void the_demonstrations_books_are_walked_without_a_finding() {
        while (audit.walk(Province.ANHUI, 100) > 0) {
            assertThat(audit.findings(Province.ANHUI, 10)).isEmpty();
        }
        assertThat(audit.standing(Province.ANHUI).transfers()).isPositive();
        assertThat(audit.standing(Province.ANHUI).behind()).isZero();
    }

    @Test
    void a_firm_and_a_stranger_are_sent_away() throws Exception {
        web.perform(get("/ledger").with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isForbidden())
                .andExpect(content().string(not(containsString("借方合计"))));
        web.perform(get("/api/v1/ledger").with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("ledger.FORBIDDEN"));
        web.perform(get("/ledger")).andExpect(status().isForbidden());
    }
}
