package org.deltacommons.foundation.papers;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import org.deltacommons.Postroom;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// What anybody who holds a paper is told, without a sign-in.
@Postroom
class CheckPageTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Autowired private MockMvc web;
    @Autowired private CheckCodes codes;
    @Autowired private Postroom.Drawer drawer;
    private String code;

    @BeforeEach
    void issue() {
        code = codes.of("grant", "vch-1");
        drawer.put(
                code,
                new CheckResult(
                        "sample.grant",
                        "VCH-1",
                        "马鞍山市科学技术局",
                        Masked.person("王小明") + " 示例团队",
                        List.of(Entry.of("sample.ceiling", Money.yuan(300_000))),
                        new State("papers.check.state", StateTone.GOOD),
                        Instant.parse("2026-03-05T01:00:00Z"),
                        DIGEST));
    }

    @Test
    void a_genuine_paper_is_told_with_amount_and_state_and_a_masked_name() throws Exception {
        web.perform(get("/check/" + code).param("h", DIGEST.substring(0, 16)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("本文书由平台出具")))
                .andExpect(content().string(containsString("300,000.00")))
                .andExpect(content().string(containsString("王**")))
                .andExpect(content().string(not(containsString("王小明"))))
                .andExpect(content().string(containsString("与今日记录一致")));
    }

    /// Papers that were printed before the code carried more of it are still about.
    @Test
    void a_genuine_paper_is_told_by_sixteen_and_by_thirty_two_digits_and_by_no_fewer()
            throws Exception {
        for (int digits : new int[] {16, 32}) {
            web.perform(get("/check/" + code).param("h", DIGEST.substring(0, digits)))
                    .andExpect(content().string(containsString("与今日记录一致")));
        }
        for (String few : List.of("0", DIGEST.substring(0, 15), DIGEST.substring(0, 31))) {
            web.perform(get("/check/" + code).param("h", few))
                    .andExpect(content().string(containsString("与今日记录不一致")));
        }
    }

    @Test
    void a_paper_of_which_nothing_can_be_proven_has_no_proof_and_no_receipt() throws Exception {
        web.perform(get("/check/" + code))
                .andExpect(content().string(not(containsString("id=\"proof\""))));
        web.perform(get("/check/" + code + "/receipt.json")).andExpect(status().isNotFound());
    }

    @Test
    void an_altered_paper_is_told() throws Exception {
        web.perform(get("/check/" + code).param("h", "fedcba9876543210"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("与今日记录不一致")));
    }

    @Test
    void a_typed_code_tells_that_the_content_was_not_compared() throws Exception {
        String typed = code.replace("-", "").toLowerCase(java.util.Locale.ROOT);
        web.perform(get("/check").param("code", typed)).andExpect(redirectedUrl("/check/" + code));
        web.perform(get("/check/" + code))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有比对内容摘要")));
    }

    @Test
    void an_unknown_code_is_a_sentence_and_never_tells_how_near_it_was() throws Exception {
        String wrong = codes.of("grant", "vch-2");
        web.perform(get("/check/" + wrong).accept("text/html"))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("没有查到这个核验码对应的文书")));
        web.perform(get("/check/nonsense").accept("text/html"))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("没有查到这个核验码对应的文书")));
        web.perform(get("/check").param("lang", "en"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Check a paper")));
    }
}
