package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Province;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// An auditor of either province follows the main job's order, draws a sample and exports the
/// working paper. One story, told in order on one database.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/trail")
@AutoConfigureMockMvc
@Import(Cast2026.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrderTrailTest {

    private static MainJobStory story;
    private static String sample = "";

    @Autowired private MockMvc web;
    @Autowired private Procedures procedures;
    @Autowired private Records records;
    @Autowired private Audit audit;
    @Autowired private Facts facts;
    @Autowired private Cast2026.Stage stage;

    private String page(String who, String address) throws Exception {
        return web.perform(get(address).with(as(stage.actor(who))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String trail() {
        return "/audit/orders/" + story.order;
    }

    private long refusals(String who, String operation) {
        return audit.count(
                AuditQuery.of(Set.of(Province.values()))
                        .kind(AuditKind.REFUSED)
                        .by("person-" + who)
                        .about(operation));
    }

    @Test
    @Order(1)
    void the_issuers_auditor_sees_every_step_with_its_rule_and_the_books() throws Exception {
        story = new MainJobStory(procedures, records, stage);
        story.applies();
        story.isGranted();
        story.orders();
        // A refused attempt of somebody who may not.
        story.attempt("order", story.order, "confirm", new NoForm(), "jiangpan.finance");
        story.isServed();
        story.claims();
        story.isNoticed();
        story.isCaptured();
        story.isRequested();
        story.isPaid();
        String page = page("ah.auditor", trail());
        assertThat(page)
                .contains("同意发券", "冻结并预约", "法人签约", "交付成果", "审查通过", "登记支付结果")
                .contains("马鞍山市科技创新券 2026（示例） 第 1 版")
                .doesNotContain("voucher.programme.mas-2026 第")
                .contains("示例·季书宁", "马鞍山市")
                .contains(story.order + "/1/voucher", story.claim + "/voucher/capture")
                .contains("278,400.00")
                .contains("bookings.SlotTaken")
                .contains("ab".repeat(32))
                .contains("order.confirm");
        // The people of the other province are not the auditor's to know.
        assertThat(page).contains("示**").doesNotContain("示例·程望舒");
        assertThat(page.indexOf("同意发券")).isLessThan(page.indexOf("登记支付结果"));
    }

    @Test
    @Order(2)
    void the_providers_auditor_sees_that_side_and_not_the_issuers_books() throws Exception {
        String page = page("sh.auditor", trail());
        assertThat(page)
                .contains("机构接单", "交付成果", "示例·程望舒", "bookings.SlotTaken")
                .doesNotContain(story.order + "/1/voucher")
                .doesNotContain("示例·季书宁")
                .doesNotContain("已向税务、社保部门核实");
    }

    @Test
    @Order(3)
    void for_all_others_there_is_no_trail_and_the_attempt_is_noted() throws Exception {
        for (String who : List.of("songling.finance", "js.auditor", "mas.officer")) {
            long before = refusals(who, "order.trail");
            web.perform(get(trail()).with(as(stage.actor(who)))).andExpect(status().isNotFound());
            assertThat(refusals(who, "order.trail")).isEqualTo(before + 1);
        }
        web.perform(get(trail())).andExpect(status().isUnauthorized());
        web.perform(get("/audit/orders/ord-unknown").with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isNotFound());
        web.perform(get("/audit/orders").with(as(stage.actor("songling.finance"))))
                .andExpect(status().isForbidden());
    }

    @Test
    @Order(4)
    void every_look_is_a_line_and_shows_in_the_trail_itself() throws Exception {
        assertThat(
                        audit.count(
                                AuditQuery.of(Set.of(Province.SHANGHAI))
                                        .kind(AuditKind.PERSONAL_DATA_READ)
                                        .by("person-sh.auditor")
                                        .about(story.order)))
                .isEqualTo(1);
        assertThat(page("ah.auditor", trail())).contains("audit.trail");
    }

    @Test
    @Order(5)
    void the_list_has_what_somebody_may_follow() throws Exception {
        assertThat(page("ah.auditor", "/audit/orders?programme=mas-2026")).contains(trail());
        assertThat(page("sh.auditor", "/audit/orders")).contains(trail());
        assertThat(page("js.auditor", "/audit/orders")).doesNotContain(trail());
        assertThat(page("ah.auditor", "/audit/orders?until=2026-03-04")).doesNotContain(trail());
    }

    private String draw(String who, String scope, String seed, int expected) throws Exception {
        String location =
                web.perform(
                                post("/audit/samples/new")
                                        .param("scope", scope)
                                        .param("population", "CLAIMS")
                                        .param("from", "2026-01-01")
                                        .param("until", "2026-12-31")
                                        .param("size", "5")
                                        .param("strata", "AMOUNT")
                                        .param("seed", seed)
                                        .with(as(stage.actor(who)))
                                        .with(csrf()))
                        .andExpect(status().is(expected))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl();
        return location == null ? "" : location.substring("/audit/samples/".length());
    }

    @Test
    @Order(6)
    void a_sample_is_kept_with_what_is_needed_to_draw_it_again() throws Exception {
        sample = draw("ah.auditor", "mas-2026", "公开种子-7", 302);
        String page = page("ah.auditor", "/audit/samples/" + sample);
        assertThat(page)
                .contains("公开种子-7", story.claim.toUpperCase(java.util.Locale.ROOT), trail())
                .contains("总体与抽取时相同");
        assertThat(facts.about(sample)).hasSize(1);
        assertThat(page("ah.auditor", "/audit/samples")).contains(sample).contains("format=xlsx");
    }

    @Test
    @Order(7)
    void nobody_draws_from_what_they_do_not_audit() throws Exception {
        draw("js.auditor", "mas-2026", "", 422);
        draw("sh.auditor", "mas-2026", "", 422);
        draw("songling.finance", "mas-2026", "", 403);
        draw("js.auditor", "320000", "", 409);
        String mine = draw("sh.auditor", "310000", "", 302);
        assertThat(page("sh.auditor", "/audit/samples/" + mine)).contains("seed-2026");
        web.perform(get("/audit/samples/" + sample).with(as(stage.actor("sh.auditor"))))
                .andExpect(status().isNotFound());
        web.perform(
                        get("/audit/samples/" + sample + "/working-paper.xlsx")
                                .with(as(stage.actor("songling.finance"))))
                .andExpect(status().isNotFound());
        web.perform(
                        get("/audit/samples/" + sample + "/cover.pdf")
                                .with(as(stage.actor("js.auditor"))))
                .andExpect(status().isNotFound());
    }

    @Test
    @Order(8)
    void the_working_paper_has_the_trail_of_each_drawn_order() throws Exception {
        byte[] bytes =
                web.perform(
                                get("/audit/samples/" + sample + "/working-paper.xlsx")
                                        .with(as(stage.actor("ah.auditor"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        List<String> sheets = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            for (var sheet : book.getSheets().toList()) {
                sheets.add(sheet.getName());
                sheet.read()
                        .forEach(row ->
                                row.forEach(cell ->
                                        all.append(cell == null ? "" : cell.getText())
                                                .append('|')));
            }
        }
        assertThat(sheets)
                .containsExactly("抽样说明", "样本清单", "办理步骤", "账簿分录", "事实", "文件", "已出具文书", "审计日志");
        assertThat(all.toString())
                .contains("公开种子-7", "审计结论", "同意发券", story.claim + "/voucher/capture", story.order);
        assertThat(
                        audit.count(
                                AuditQuery.of(Set.of(Province.ANHUI))
                                        .kind(AuditKind.EXPORT)
                                        .about(sample)))
                .isEqualTo(1);
    }

    @Test
    @Order(9)
    void its_cover_is_proved_by_its_code() throws Exception {
        byte[] pdf =
                web.perform(
                                get("/audit/samples/" + sample + "/cover.pdf")
                                        .with(as(stage.actor("ah.auditor"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        String text;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            text = new PDFTextStripper().getText(document);
        }
        assertThat(text).contains("审计工作底稿封面", "公开种子-7", "21,600.00", "复核人");
        Matcher code = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}").matcher(text);
        assertThat(code.find()).isTrue();
        web.perform(get("/check/" + code.group()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("审计工作底稿封面")))
                .andExpect(content().string(containsString("公开种子-7")))
                .andExpect(content().string(not(containsString("江畔储能"))));
    }

    @LocalServerPort private int port;

    @Test
    @Order(10)
    void the_auditors_pages_are_for_everybodys_eyes_and_for_a_telephone() throws Exception {
        try (Browser browser = Browser.start().at("http://localhost:" + port)) {
            for (int width : new int[] {1280, 375}) {
                try (Browser.Visitor auditor = browser.visitor(width, 900, false)) {
                    auditor.open("/sign-in");
                    auditor.page().locator("#username").fill("ah.auditor");
                    auditor.page().locator("#password").fill(stage.password("ah.auditor"));
                    auditor.page().locator("form[action='/sign-in'] button[type=submit]").click();
                    auditor.page().waitForLoadState(LoadState.LOAD);
                    auditor.open("/audit/orders").check("audit-orders-" + width);
                    auditor.open(trail()).check("audit-trail-" + width);
                    folds(auditor.page());
                    auditor.open("/audit/samples").check("audit-samples-" + width);
                    auditor.open("/audit/samples/new").check("audit-draw-" + width);
                    auditor.open("/audit/samples/" + sample).check("audit-sample-" + width);
                    auditor.open("/redemptions").check("redemptions-" + width);
                    auditor.open("/rules").check("rules-export-" + width);
                }
            }
        }
    }

    /// The first kind is unfolded, the others wait behind their titles; on paper all are there.
    private static void folds(com.microsoft.playwright.Page page) {
        var last = page.locator("details.section-fold").last();
        var inside = last.locator("table, dl, .empty-line").first();
        assertThat(page.locator("details.section-fold").count()).isGreaterThan(3);
        assertThat(page.locator("details.section-fold[open]").count()).isEqualTo(1);
        assertThat(inside.isVisible()).isFalse();
        last.locator("summary").press("Enter");
        assertThat(inside.isVisible()).isTrue();
        last.locator("summary").press("Enter");
        page.emulateMedia(
                new com.microsoft.playwright.Page.EmulateMediaOptions()
                        .setMedia(com.microsoft.playwright.options.Media.PRINT));
        assertThat(inside.isVisible()).as("on paper").isTrue();
        page.emulateMedia(
                new com.microsoft.playwright.Page.EmulateMediaOptions()
                        .setMedia(com.microsoft.playwright.options.Media.SCREEN));
    }
}
