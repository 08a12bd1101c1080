package org.deltacommons.commons.enterprises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/// An enterprise's page: who sees it, who records what, what is refused and by which sentence.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/enterprises")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class EnterprisePageTest {

    private static final String OWN = "/enterprises/org-jiangpan";
    private static final String NUMBER = "202634050412345678";

    @Autowired private MockMvc web;
    @Autowired private Records records;
    @Autowired private Audit audit;
    @Autowired private Cast2026.Stage stage;

    private Versioned<Enterprise> stored(String id) {
        return records.versioned(Enterprise.class, Id.<Enterprise>of(id)).orElseThrow();
    }

    private ResultActions look(String who, String address) throws Exception {
        return web.perform(get(address).with(as(stage.actor(who))));
    }

    private String page(String who, String address) throws Exception {
        return look(who, address)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private ResultActions send(String who, String path, Map<String, String> fields)
            throws Exception {
        var request = post(path).with(csrf()).with(as(stage.actor(who)));
        fields.forEach(request::param);
        return web.perform(request);
    }

    private long refusals(String who) {
        return audit.count(
                AuditQuery.of(Set.of(Province.values()))
                        .kind(AuditKind.REFUSED)
                        .by("person-" + who));
    }

    @Test
    void a_firm_sees_its_size_status_tenancies_and_relations_in_both_languages() throws Exception {
        look("jiangpan.engineer", "/enterprises/mine").andExpect(redirectedUrl(OWN));
        assertThat(page("jiangpan.engineer", OWN))
                .contains("规模", "科技型中小企业入库", "孵化器入驻", "关联关系", "示例·江畔控股");
        assertThat(page("jiangpan.engineer", OWN + "?lang=en"))
                .contains("Size", "Technology SME status", "Incubator tenancies", "Relations");
        page("jiangpan.engineer", OWN + "?lang=zh");
    }

    @ParameterizedTest
    @CsvSource({
        "jiangpan.engineer, 200",
        "jiangpan.finance, 200",
        "mas.officer, 200",
        "ah.officer, 200",
        "ah.auditor, 200",
        "songling.engineer, 404",
        "shence.manager, 404",
        "hefei.officer, 404",
        "js.officer, 404",
        "ah.system, 404"
    })
    void another_firms_page_is_not_there_and_whoever_guessed_is_noted(String who, int expected)
            throws Exception {
        long before = refusals(who);
        look(who, OWN).andExpect(status().is(expected));
        look(who, "/api/v1" + OWN).andExpect(status().is(expected));
        assertThat(refusals(who)).isEqualTo(expected == 404 ? before + 2 : before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org-nobody", "..", "%F0%A0%AE%B7", "org-jiangpan'"})
    void an_unknown_id_is_answered_as_another_firms(String id) throws Exception {
        look("mas.officer", "/enterprises/" + id).andExpect(status().is4xxClientError());
        web.perform(get(OWN)).andExpect(status().isUnauthorized());
    }

    @Test
    void officers_and_auditors_have_the_list_of_their_division_and_others_have_none()
            throws Exception {
        assertThat(page("mas.officer", "/enterprises")).contains("示例·江畔储能").doesNotContain("示例·松陵");
        assertThat(page("mas.officer", "/enterprises?name=没有这样的企业")).doesNotContain("江畔储能");
        assertThat(page("ah.auditor", "/enterprises")).contains("示例·江畔储能");
        look("jiangpan.engineer", "/enterprises").andExpect(status().isForbidden());
        web.perform(get("/enterprises")).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @CsvSource({
        "jiangpan.engineer, technology",
        "jiangpan.engineer, honesty",
        "jiangpan.engineer, confirm-tenancy",
        "mas.officer, figures",
        "ah.auditor, technology",
        "ah.auditor, figures"
    })
    void what_is_not_theirs_to_record_is_refused_and_nothing_moves(String who, String what)
            throws Exception {
        Versioned<Enterprise> before = stored("org-jiangpan");
        Map<String, String> all =
                Map.ofEntries(
                        Map.entry("year", "2025"),
                        Map.entry("staff", "1"),
                        Map.entry("revenue", "1"),
                        Map.entry("assets", "1"),
                        Map.entry("asOf", "2026-03-01"),
                        Map.entry("source", "示例"),
                        Map.entry("serious", "false"),
                        Map.entry("name", "示例·孵化器"),
                        Map.entry("division", "340504"),
                        Map.entry("from", "2026-01-01"));
        send(who, OWN + "/" + what, all).andExpect(status().isForbidden());
        assertThat(stored("org-jiangpan")).isEqualTo(before);
        send("songling.engineer", OWN + "/figures", all).andExpect(status().isNotFound());
        send("mas.officer", OWN + "/nothing-of-the-kind", all).andExpect(status().isNotFound());
        assertThat(stored("org-jiangpan")).isEqualTo(before);
    }

    @Test
    void bad_input_is_said_at_its_field_keeps_what_was_typed_and_changes_nothing()
            throws Exception {
        Versioned<Enterprise> before = stored("org-jiangpan");
        send(
                        "mas.officer",
                        OWN + "/technology",
                        Map.of(
                                "year", "2026",
                                "number", "太短",
                                "validFrom", "2026-02-10",
                                "asOf", "2026-03-01",
                                "source", "示例·登记系统"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("入库编号应为 18 位数字或字母")))
                .andExpect(content().string(containsString("示例·登记系统")));
        send(
                        "jiangpan.engineer",
                        OWN + "/tenancy",
                        Map.of(
                                "name", "示例·孵化器",
                                "division", "340504",
                                "from", "2026-03-01",
                                "until", "2026-03-01",
                                "source", "示例"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("到期日要晚于入驻日")));
        send(
                        "jiangpan.engineer",
                        OWN + "/figures",
                        Map.of("year", "2025", "staff", "-1", "revenue", "abc", "assets", ""))
                .andExpect(status().isUnprocessableContent());
        send(
                        "jiangpan.engineer",
                        OWN + "/figures",
                        Map.of("year", "2031", "staff", "9", "revenue", "1", "assets", "1"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("日期或年度晚于今天")));
        assertThat(stored("org-jiangpan")).isEqualTo(before);
    }

    @Test
    void machines_record_what_pages_do_once_a_key_and_are_told_the_field() throws Exception {
        String path = "/api/v1/enterprises/org-songling/tenancy";
        String body =
                "{\"name\": \"示例·苏州孵化器\", \"division\": \"320505\", \"from\": \"2026-01-01\","
                        + " \"source\": \"入驻协议\"}";
        for (int i = 0; i < 2; i++) {
            web.perform(
                            post(path)
                                    .contentType("application/json")
                                    .header("Idempotency-Key", "tenancy-once")
                                    .content(body)
                                    .with(csrf())
                                    .with(as(stage.actor("songling.engineer"))))
                    .andExpect(status().isOk());
        }
        assertThat(stored("org-songling").row().tenancies())
                .filteredOn(one -> one.name().equals("示例·苏州孵化器"))
                .singleElement()
                .satisfies(one -> assertThat(one.verified()).isFalse());
        Versioned<Enterprise> before = stored("org-songling");
        web.perform(
                        post(path)
                                .contentType("application/json")
                                .content("{\"name\": \"x\", \"division\": \"999999\"}")
                                .with(csrf())
                                .with(as(stage.actor("songling.engineer"))))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("division")));
        web.perform(
                        post(path)
                                .contentType("application/json")
                                .content(body)
                                .with(csrf())
                                .with(as(stage.actor("jiangpan.engineer"))))
                .andExpect(status().isNotFound());
        assertThat(stored("org-songling")).isEqualTo(before);
    }

    @Test
    void figures_are_the_firms_word_until_an_officer_has_seen_the_papers() throws Exception {
        Map<String, String> figures =
                Map.of("year", "2026", "staff", "51", "revenue", "41000000", "assets", "53000000");
        send("jiangpan.finance", OWN + "/figures", figures).andExpect(redirectedUrl(OWN));
        assertThat(stored("org-jiangpan").row().figures())
                .satisfies(one -> assertThat(one.verified()).isFalse());
        assertThat(page("mas.officer", OWN)).contains("verify-figures");
        send("mas.officer", OWN + "/verify-figures", Map.of("source", "年度审计报告"))
                .andExpect(redirectedUrl(OWN));
        assertThat(stored("org-jiangpan").row().figures())
                .satisfies(one -> {
                    assertThat(one.verified()).isTrue();
                    assertThat(one.revenue()).isEqualTo(Money.yuan(41_000_000));
                });
        // What an officer verified for the year stands.
        send("jiangpan.finance", OWN + "/figures", figures)
                .andExpect(status().isUnprocessableContent());
    }

    /// A status of 2025 lapses on 31 March 2026; the one of 2026 counts from its announcement and
    /// not back, so that there is a gap in between.
    @Test
    void a_status_that_was_not_renewed_in_time_leaves_a_gap_that_nobody_fills_backwards()
            throws Exception {
        assertThat(stored("org-jiangpan").row().state(java.time.LocalDate.of(2026, 3, 31)))
                .isEqualTo(TechnologyState.VALID);
        stage.clock.to(Instant.parse("2026-04-02T02:00:00Z"));
        assertThat(page("jiangpan.engineer", OWN)).contains("已失效，待更新");
        assertThat(page("mas.officer", "/enterprises?name=江畔储能")).contains("已失效，待更新");
        Map<String, String> renewed =
                Map.of(
                        "year", "2026",
                        "number", "  " + NUMBER + " ",
                        "validFrom", "2026-04-02",
                        "asOf", "2026-04-02",
                        "source", "示例·登记系统");
        send("mas.officer", OWN + "/technology", renewed).andExpect(redirectedUrl(OWN));
        Enterprise after = stored("org-jiangpan").row();
        assertThat(after.state(java.time.LocalDate.of(2026, 4, 1)))
                .isNotEqualTo(TechnologyState.VALID);
        assertThat(after.state(java.time.LocalDate.of(2026, 4, 2)))
                .isEqualTo(TechnologyState.VALID);
        assertThat(page("jiangpan.engineer", OWN)).contains(NUMBER);
        assertThat(page("jiangpan.engineer", OWN + "?lang=en")).contains("Valid");
        page("jiangpan.engineer", OWN + "?lang=zh");
        // The same year twice is one status.
        Versioned<Enterprise> before = stored("org-jiangpan");
        send("mas.officer", OWN + "/technology", renewed)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("2026 年度的入库信息与已有记录冲突")))
                .andExpect(content().string(not(containsString("已记入档案"))));
        assertThat(stored("org-jiangpan")).isEqualTo(before);
    }
}
