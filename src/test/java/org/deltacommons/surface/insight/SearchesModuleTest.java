package org.deltacommons.surface.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.deltacommons.Cast2026;
import org.deltacommons.Signed;
import org.deltacommons.foundation.finding.AskedBefore.Sentence;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What is kept of what people ask, who sees what of it, and when it is gone.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/searches")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class SearchesModuleTest {

    private static final String UNMET = "量子恐龙断层";
    private static final String MET = "场发射扫描电镜";

    @Autowired private MockMvc web;
    @Autowired private SearchLog log;
    @Autowired private SearchFigures figures;
    @Autowired private RecentSearches recent;
    @Autowired private LeadWatch leads;
    @Autowired private Finding finding;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Cast2026.Stage stage;

    /// Nothing of another test.
    @BeforeEach
    void clear() {
        stage.settle();
        log.write();
        for (Province home : Province.values()) {
            transactions.executeWithoutResult(_ -> {
                WritingHome.name(jdbc, home);
                for (String table : List.of("asked", "asker", "recent", "unkept", "led")) {
                    jdbc.sql("DELETE FROM insight." + table + " WHERE home = ?")
                            .param(home.code())
                            .update();
                }
            });
        }
        told();
        finding.refresh();
    }

    private String page(MockHttpServletRequestBuilder request, Actor actor) throws Exception {
        return web.perform(request.with(as(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void asks(Actor actor, String sentence) throws Exception {
        page(get("/finding").param("q", sentence), actor);
    }

    /// An engineer of one of several organisations, all at home in Ma'anshan by their division.
    private static Actor of(int organisation) {
        return Signed.person(
                "person-" + organisation,
                Province.ANHUI,
                Role.COUNTY_OFFICER,
                "34050" + organisation);
    }

    /// The same sentence by so many different organisations.
    private void ask(String sentence, int organisations) throws Exception {
        for (int i = 1; i <= organisations; i++) {
            asks(of(i), sentence);
        }
        log.write();
    }

    private void told() {
        figures.tell();
        stage.settle();
    }

    private List<String> stored() {
        return jdbc.sql("SELECT to_jsonb(a)::text FROM insight.asked a ORDER BY id")
                .query(String.class)
                .list();
    }

    private JsonNode searches(Actor actor) throws Exception {
        return Json.parse(page(get("/api/v1/searches"), actor));
    }

    private List<String> wanted(Actor actor) throws Exception {
        return searches(actor)
                .get("wanted")
                .valueStream()
                .map(one -> one.get("text").asString())
                .toList();
    }

    @Test
    void the_record_has_the_day_the_place_the_field_and_nobody() throws Exception {
        Actor engineer = stage.actor("jiangpan.engineer");
        asks(engineer, MET + " 联系 13912345678");
        log.write();
        assertThat(stored())
                .singleElement()
                .asString()
                .contains("340500", "340000", "2026-03-05", MET, "*")
                .doesNotContain("139", engineer.id(), engineer.name(), "org-jiangpan");
        assertThat(
                        jdbc.sql("SELECT about || encode(token, 'hex') FROM insight.asker")
                                .query(String.class)
                                .list())
                .noneMatch(token -> token.contains("jiangpan") || token.contains("139"));
        // Whoever narrows what they found has asked nothing new.
        page(get("/finding").param("q", MET).param("province", "310000"), engineer);
        page(get("/finding").param("q", MET).param("sort", "price"), engineer);
        log.write();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void a_sentence_is_told_to_nobody_before_five_organisations_asked_it() throws Exception {
        ask(UNMET, 4);
        // The same one again, another person of it, and visitors count no more.
        asks(of(1), UNMET);
        for (int i = 0; i < 5; i++) {
            web.perform(get("/finding").param("q", UNMET)).andExpect(status().isOk());
        }
        log.write();
        told();
        for (String who : List.of("ah.officer", "mas.officer", "ah.auditor", "shence.manager")) {
            assertThat(wanted(stage.actor(who))).as(who).isEmpty();
        }
        asks(of(5), UNMET);
        log.write();
        told();
        for (String who :
                List.of(
                        "ah.officer",
                        "mas.officer",
                        "ah.auditor",
                        "shence.manager",
                        "js.officer")) {
            assertThat(wanted(stage.actor(who))).as(who).contains(UNMET);
        }
    }

    @Test
    void counts_below_the_threshold_are_seen_by_the_place_itself_and_merged_for_others()
            throws Exception {
        ask(UNMET, 2);
        told();
        JsonNode own = searches(stage.actor("mas.officer")).get("figures");
        assertThat(own).hasSize(1);
        assertThat(own.get(0).get("city").asString()).isEqualTo("340500");
        assertThat(own.get(0).get("asked").asLong()).isEqualTo(2);
        assertThat(own.get(0).get("far").asLong() + own.get(0).get("none").asLong()).isEqualTo(2);
        assertThat(searches(stage.actor("ah.auditor")).get("figures").get(0).get("city").asString())
                .isEqualTo("340500");
        for (String who : List.of("hefei.officer", "js.officer", "shence.manager")) {
            JsonNode figure = searches(stage.actor(who)).get("figures");
            boolean neighbour = who.equals("hefei.officer");
            // Hefei's own counts are told beside the rest of Anhui, so that rest is left out.
            assertThat(figure).as(who).hasSize(neighbour ? 0 : 1);
            assertThat(figure.toString()).as(who).doesNotContain("340500");
        }
        ask(UNMET, 5);
        told();
        assertThat(searches(stage.actor("js.officer")).get("figures").get(0).get("city").asString())
                .isEqualTo("340500");
    }

    @Test
    void the_page_is_for_managers_officers_and_auditors() throws Exception {
        ask(UNMET, 5);
        told();
        for (String who : List.of("jiangpan.engineer", "mas.treasury", "shence.operator")) {
            web.perform(get("/searches").with(as(stage.actor(who))))
                    .andExpect(status().isForbidden());
            web.perform(get("/api/v1/searches").with(as(stage.actor(who))))
                    .andExpect(status().isForbidden());
            web.perform(get("/searches/wanted").with(as(stage.actor(who))))
                    .andExpect(status().isForbidden());
        }
        web.perform(get("/searches")).andExpect(status().isUnauthorized());
        Actor officer = stage.actor("ah.officer");
        assertThat(page(get("/searches"), officer))
                .contains("按学科", "按城市", "马鞍山市", "没有结果", "至少有 5 家", "data-points")
                .doesNotContain("insight.", "??", " style=\"");
        assertThat(page(get("/searches").param("lang", "en"), officer))
                .contains("By discipline", "at least 5 different organisations");
        assertThat(page(get("/searches/wanted").param("lang", "zh"), officer))
                .contains(UNMET, "未满足的句子");
        assertThat(
                        page(
                                get("/searches").param("from", "2025-01").param("until", "2025-02"),
                                officer))
                .contains("没有符合全部条件的记录");
        for (String month : List.of("2026", "x", "2026-13", "'; DROP")) {
            web.perform(get("/searches").param("from", month).with(as(officer)))
                    .andExpect(status().isUnprocessableContent());
        }
        web.perform(get("/searches").param("format", "xlsx").with(as(officer)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString(".xlsx")));
        web.perform(get("/searches/wanted").param("format", "csv").with(as(officer)))
                .andExpect(status().isOk());
    }

    @Test
    void ones_own_sentences_are_offered_to_oneself_alone_until_cleared_or_switched_off()
            throws Exception {
        Actor engineer = stage.actor("jiangpan.engineer");
        Actor colleague = stage.actor("jiangpan.finance");
        asks(engineer, "负极片循环后开裂");
        asks(engineer, "电话 13912345678");
        log.write();
        assertThat(recent.remembered(engineer, "", 8))
                .containsExactly(new Sentence("负极片循环后开裂", true));
        assertThat(recent.remembered(engineer, "负极", 8)).hasSize(1);
        assertThat(recent.remembered(colleague, "", 8)).isEmpty();
        assertThat(page(get("/finding/recent"), engineer)).contains("负极片循环后开裂", "保留 90 天");
        assertThat(page(get("/finding/recent"), colleague)).doesNotContain("负极片循环后开裂");
        assertThat(page(get("/finding"), engineer)).contains("/finding/recent");
        web.perform(get("/finding/recent")).andExpect(status().isUnauthorized());
        web.perform(post("/finding/recent/clear").with(as(engineer)).with(csrf()))
                .andExpect(redirectedUrl("/finding/recent"));
        assertThat(recent.remembered(engineer, "", 8)).isEmpty();
        asks(engineer, "膜蛋白结构");
        web.perform(
                        post("/finding/recent/keep")
                                .param("on", "false")
                                .with(as(engineer))
                                .with(csrf()))
                .andExpect(redirectedUrl("/finding/recent"));
        asks(engineer, "芯片开封");
        log.write();
        assertThat(recent.remembered(engineer, "", 8)).isEmpty();
        assertThat(stored()).as("the record without a person goes on").hasSize(4);
        recent.turn(engineer, true);
        asks(engineer, "芯片开封");
        log.write();
        assertThat(recent.remembered(engineer, "", 8)).hasSize(1);
    }

    @Test
    void what_five_organisations_found_is_offered_to_everybody() throws Exception {
        ask(MET, 5);
        told();
        String offered = page(get("/api/v1/finding/suggestions"), stage.actor("js.officer"));
        assertThat(offered).contains("POPULAR", MET, "大家在找");
        // Telling again what was told already says nothing.
        long facts = facts();
        told();
        assertThat(facts()).isEqualTo(facts);
    }

    private List<String> led() {
        log.write();
        return jdbc.sql("SELECT to_jsonb(l)::text FROM insight.led l ORDER BY id")
                .query(String.class)
                .list();
    }

    /// The ids of the first hits, in their order.
    private List<String> hits(String sentence) {
        return finding.find(FindRequest.of(sentence), false).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }

    private MockHttpServletRequestBuilder opening(String thing, String from) {
        return get("/resources/" + thing).header("Referer", from);
    }

    private static String hitsOf(String sentence) {
        return "http://localhost/finding?q="
                + URLEncoder.encode(sentence, StandardCharsets.UTF_8)
                + "&sort=distance";
    }

    private void orders(String person, String thing) {
        leads.apply(
                List.of(
                        new RecordedFact(
                                Province.ANHUI,
                                1,
                                "bookings.BookingRequested",
                                1,
                                "ord-1",
                                Audience.HOME,
                                Json.parse("{\"resource\": \"" + thing + "\"}"),
                                Instant.EPOCH,
                                person)));
    }

    @Test
    void what_a_search_led_to_is_counted_by_place_and_without_anybody() throws Exception {
        String sentence = MET + " 氩离子 & 50%";
        Actor engineer = stage.actor("jiangpan.engineer");
        List<String> shown = hits(sentence);
        asks(engineer, sentence);
        page(opening(shown.get(2), hitsOf(sentence)), engineer);
        page(opening(shown.get(0), hitsOf(sentence)), engineer);
        // Neither without a search, nor from elsewhere, nor another person's.
        page(opening(shown.get(0), hitsOf("没有找过")), engineer);
        page(opening(shown.get(0), "http://elsewhere.example/finding?q=" + sentence), engineer);
        page(get("/resources/" + shown.get(0)), engineer);
        page(opening(shown.get(0), hitsOf(sentence)), stage.actor("jiangpan.finance"));
        orders(engineer.id(), shown.get(2));
        orders(engineer.id(), shown.get(2));
        orders("someone-else", shown.get(0));
        List<String> led = led();
        assertThat(led).hasSize(3);
        assertThat(led.get(0)).contains("OPENED", "\"place\": 3", "\"first\": true", "340500");
        assertThat(led.get(1)).contains("OPENED", "\"place\": 1", "\"first\": false");
        assertThat(led.get(2)).contains("ORDERED", "\"place\": 3", "\"first\": true");
        assertThat(led.toString())
                .doesNotContain(engineer.id(), "jiangpan", shown.get(0), shown.get(2), MET);
        told();
        JsonNode own = searches(stage.actor("mas.officer"));
        assertThat(own.get("figures").get(0).get("opened").asLong()).isEqualTo(1);
        assertThat(own.get("figures").get(0).get("ordered").asLong()).isEqualTo(1);
        assertThat(page(get("/searches").param("lang", "zh"), stage.actor("ah.officer")))
                .contains("打开了结果", "1（100%）", "第 3 位", "按结果位次")
                .doesNotContain("insight.");
        // One organisation's is told to nobody elsewhere but in the merged figure.
        JsonNode theirs = searches(stage.actor("js.officer"));
        assertThat(theirs.get("figures").toString()).doesNotContain("340500");
        assertThat(theirs.get("figures").get(0).get("opened").asLong()).isEqualTo(1);
        assertThat(theirs.get("places").toString()).contains("3");
    }

    @Test
    void a_visitors_search_leads_somewhere_too_and_is_nobodys() throws Exception {
        String first = hits(MET).getFirst();
        web.perform(get("/finding").param("q", MET)).andExpect(status().isOk());
        web.perform(opening(first, hitsOf(MET))).andExpect(status().isOk());
        web.perform(opening(first, hitsOf(MET)).header("User-Agent", "another"))
                .andExpect(status().isOk());
        assertThat(led()).singleElement().asString().contains("\"place\": 1", "\"city\": \"\"");
    }

    private long facts() {
        return jdbc.sql("SELECT count(*) FROM lane.fact WHERE kind = 'insight.SearchesCounted'")
                .query(Long.class)
                .single();
    }

    /// A queue that nobody empties takes what it has room for and drops the rest at once.
    @Test
    void a_search_never_waits_for_the_record() throws Exception {
        long before = log.dropped();
        Question question =
                new Question(
                        stage.actor("jiangpan.engineer"),
                        Instant.EPOCH,
                        "电镜",
                        true,
                        "",
                        1,
                        Question.Outcome.FOUND,
                        List.of());
        synchronized (log) {
            // Whoever writes waits for this lock; whoever asks does not.
            for (int i = 0; i < 30_000; i++) {
                log.heard(question);
            }
            asks(stage.actor("jiangpan.engineer"), MET);
        }
        log.write();
        assertThat(stored()).hasSizeBetween(10_000, 10_500);
        assertThat(log.dropped() - before).isGreaterThanOrEqualTo(19_500);
    }
}
