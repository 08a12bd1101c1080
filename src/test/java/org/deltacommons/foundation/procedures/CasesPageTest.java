package org.deltacommons.foundation.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.foundation.procedures.PermitSample.*;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.microsoft.playwright.options.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.Browser;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.PermitSample.Permit;
import org.deltacommons.foundation.procedures.PermitSample.PermitForm;
import org.deltacommons.foundation.procedures.PermitSample.PermitState;
import org.deltacommons.foundation.procedures.PermitSample.PermitWhy;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/// The pages of cases, worklist, published procedures and calendar, as people use them.
@PermitContext
class CasesPageTest {

    @Autowired private MockMvc web;
    @Autowired private Procedures procedures;
    @Autowired private Procedure<Permit> permits;
    @Autowired private Tasks tasks;
    @Autowired private Records records;
    @Autowired private Calendars calendars;
    @Autowired private Audit audit;
    @Autowired private Hands clock;
    @LocalServerPort private int port;

    @BeforeEach
    void on_the_monday_before_the_holidays() {
        clock.at(MONDAY);
        calendars.load();
    }

    private MockHttpServletResponse send(
            AbstractMockHttpServletRequestBuilder<?> request, Actor actor) throws Exception {
        if (!actor.isVisitor()) {
            request.with(authentication(PermitCookie.token(actor)));
        }
        MockHttpServletResponse response =
                web.perform(request.with(csrf())).andReturn().getResponse();
        response.setCharacterEncoding("UTF-8");
        return response;
    }

    private String page(String address, Actor actor) throws Exception {
        MockHttpServletResponse response = send(get(address), actor);
        assertThat(response.getStatus()).as(address).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private Id<Permit> applied(String title, int hours) {
        return Id.of(
                procedures
                        .open(permits, "apply", new PermitForm(title, hours, null), ENGINEER, null)
                        .orThrow()
                        .id());
    }

    private Permit permit(Id<Permit> id) {
        return records.find(Permit.class, id).orElseThrow();
    }

    private static String field(String html, String form, String name) {
        Matcher found =
                Pattern.compile(
                                "action=\"[^\"]*%s\".*?name=\"%s\" value=\"([^\"]*)\""
                                        .formatted(Pattern.quote(form), name),
                                Pattern.DOTALL)
                        .matcher(html);
        assertThat(found.find()).as(form + " " + name).isTrue();
        return found.group(1);
    }

    @Test
    void a_case_is_opened_from_a_prefilled_form_with_a_document() throws Exception {
        String form = page("/open/permit/apply?title=光谱测试&hours=12", ENGINEER);
        assertThat(form).contains("value=\"光谱测试\"", "value=\"12\"", "multipart/form-data");

        MockMultipartFile contract =
                new MockMultipartFile("contract", "合同.pdf", "application/pdf", "%PDF-1".getBytes());
        MockHttpServletResponse wrong =
                send(
                        multipart("/open/permit/apply")
                                .file(contract)
                                .param("title", "光谱测试")
                                .param("hours", "900"),
                        ENGINEER);
        assertThat(wrong.getStatus()).isEqualTo(422);
        String again = wrong.getContentAsString(StandardCharsets.UTF_8);
        assertThat(again).contains("光谱测试", "900", "合同.pdf");
        // The file was kept, so that nobody has to send it twice.
        String hash = field(again, "/open/permit/apply", "contract");
        assertThat(hash).hasSize(64);

        MockHttpServletResponse done =
                send(
                        post("/open/permit/apply")
                                .param("title", "光谱测试")
                                .param("hours", "90")
                                .param("contract", hash)
                                .param("key", "key-open-1"),
                        ENGINEER);
        assertThat(done.getStatus()).isEqualTo(302);
        String where = String.valueOf(done.getRedirectedUrl());
        assertThat(where).startsWith("/cases/permit/pmt-");
        Permit permit = permit(Id.of(where.substring("/cases/permit/".length())));
        assertThat(permit.attachments())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("合同.pdf"));
        assertThat(page(where, ENGINEER))
                .contains("/documents/" + hash + "?case=permit/" + permit.id(), "待受理", "合同");
    }

    @Test
    void a_file_that_somebody_else_brought_in_cannot_be_named() throws Exception {
        MockMultipartFile secret =
                new MockMultipartFile(
                        "contract", "密.pdf", "application/pdf", "%PDF-secret".getBytes());
        String kept =
                send(
                                multipart("/open/permit/apply")
                                        .file(secret)
                                        .param("title", "")
                                        .param("hours", "1"),
                                ENGINEER)
                        .getContentAsString(StandardCharsets.UTF_8);
        String hash = field(kept, "/open/permit/apply", "contract");

        MockHttpServletResponse stolen =
                send(
                        post("/open/permit/apply")
                                .param("title", "冒用")
                                .param("hours", "1")
                                .param("contract", hash),
                        RIVAL);
        assertThat(stolen.getStatus()).isEqualTo(422);
        assertThat(records.count(Permit.class, "t.title = '冒用'", java.util.Map.of())).isZero();
    }

    @Test
    void an_officer_accepts_by_one_button_and_the_page_says_so() throws Exception {
        Id<Permit> id = applied("一键受理", 8);
        String html = page("/cases/permit/" + id, OFFICER);
        assertThat(html).contains("受理", "退回补正", "示例·马鞍山新材料公司", "还有 5 个工作日");
        MockHttpServletResponse done =
                send(
                        post("/cases/permit/" + id + "/accept")
                                .param("key", field(html, "/accept", "key"))
                                .param("version", field(html, "/accept", "version")),
                        OFFICER);
        assertThat(done.getRedirectedUrl()).isEqualTo("/cases/permit/" + id);
        assertThat(permit(id).state()).isEqualTo(PermitState.CERTIFYING);
        assertThat(page("/cases/permit/" + id, MANAGER)).contains("出具证明");
    }

    @Test
    void a_stale_page_is_shown_again_with_what_was_typed() throws Exception {
        Id<Permit> id = applied("旧页再办", 8);
        String html = page("/cases/permit/" + id, OFFICER);
        tasks.say(permits, id, "补充说明", ENGINEER, null).orThrow();
        procedures.act(permits, id, "return", new PermitWhy("缺材料"), OFFICER, -1, null).orThrow();
        MockHttpServletResponse late =
                send(
                        post("/cases/permit/" + id + "/refuse")
                                .param("key", field(html, "/refuse", "key"))
                                .param("version", field(html, "/refuse", "version"))
                                .param("reason", "不符合条件"),
                        OFFICER);
        assertThat(late.getStatus()).isEqualTo(409);
        assertThat(late.getContentAsString(StandardCharsets.UTF_8)).contains("内容已有变动", "待补正");
        assertThat(permit(id).state()).isEqualTo(PermitState.RETURNED);
    }

    @Test
    void a_wrong_form_is_shown_again_and_nothing_moves() throws Exception {
        Id<Permit> id = applied("缺理由", 8);
        MockHttpServletResponse wrong =
                send(post("/cases/permit/" + id + "/return").param("reason", " "), OFFICER);
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(wrong.getContentAsString(StandardCharsets.UTF_8)).contains("请填写");
        assertThat(permit(id).state()).isEqualTo(PermitState.SUBMITTED);
    }

    @Test
    void guessing_the_address_of_anothers_case_finds_nothing_and_is_noted() throws Exception {
        Id<Permit> id = applied("别人的事项", 8);
        AuditQuery noted =
                new AuditQuery(
                        Set.of(Province.ANHUI), AuditKind.REFUSED, RIVAL.id(), null, null, null);
        long before = audit.count(noted);

        assertThat(send(get("/cases/permit/" + id), RIVAL).getStatus()).isEqualTo(404);
        assertThat(send(get("/cases/permit/pmt-0"), RIVAL).getStatus()).isEqualTo(404);
        assertThat(send(get("/cases/permit/.."), RIVAL).getStatus()).isGreaterThanOrEqualTo(400);
        assertThat(send(post("/cases/permit/" + id + "/accept"), RIVAL).getStatus()).isEqualTo(404);
        assertThat(send(get("/api/v1/cases/permit/" + id), RIVAL).getStatus()).isEqualTo(404);

        assertThat(audit.count(noted)).isEqualTo(before + 4);
        assertThat(send(get("/cases/nothing/" + id), RIVAL).getStatus()).isEqualTo(404);
        assertThat(
                        send(get("/cases/permit/" + id), Actor.visitor(Province.ANHUI))
                                .getRedirectedUrl())
                .startsWith("/sign-in?to=");
    }

    @Test
    void what_is_public_is_read_by_all_but_its_messages_and_names() throws Exception {
        Id<Permit> id = applied("公开的许可", 8);
        tasks.say(permits, id, "内部消息", ENGINEER, null).orThrow();
        procedures.act(permits, id, "accept", new NoForm(), OFFICER, -1, null).orThrow();
        procedures.act(permits, id, "certify", new NoForm(), MANAGER, -1, null).orThrow();

        String html = page("/cases/permit/" + id, Actor.visitor(Province.SHANGHAI));
        assertThat(html).contains("已许可").doesNotContain("内部消息", "沈经理", "陈科长");
        String json = page("/api/v1/cases/permit/" + id, Actor.visitor(Province.SHANGHAI));
        assertThat(json).contains("\"record\":null");
    }

    @Test
    void messages_are_seen_on_both_sides() throws Exception {
        Id<Permit> id = applied("两边消息", 8);
        MockHttpServletResponse said =
                send(post("/cases/permit/" + id + "/messages").param("text", "请问能否加急?"), ENGINEER);
        assertThat(said.getStatus()).isEqualTo(302);
        assertThat(page("/cases/permit/" + id, MANAGER)).contains("请问能否加急?", "王敏（示例）");
        assertThat(
                        send(post("/cases/permit/" + id + "/messages").param("text", ""), ENGINEER)
                                .getStatus())
                .isEqualTo(422);
    }

    @Test
    void a_bulk_action_reports_line_by_line_what_was_refused() throws Exception {
        Id<Permit> small = applied("批量甲", 8);
        Id<Permit> big = applied("批量乙", 180);
        assertThat(page("/worklist?procedure=permit", OFFICER)).contains("批量甲", "批量乙");
        MockHttpServletResponse partly =
                send(
                        post("/worklist/permit/accept")
                                .param("id", small.value(), big.value())
                                .param("key", "key-bulk"),
                        OFFICER);
        assertThat(partly.getStatus()).isEqualTo(200);
        assertThat(partly.getContentAsString(StandardCharsets.UTF_8))
                .contains("1 项已办理", "1 项没有办成", "批量乙");
        assertThat(permit(small).state()).isEqualTo(PermitState.CERTIFYING);
        assertThat(permit(big).state()).isEqualTo(PermitState.SUBMITTED);
        assertThat(send(post("/worklist/permit/accept"), OFFICER).getStatus()).isEqualTo(422);
        assertThat(
                        send(post("/worklist/permit/refuse").param("id", big.value()), OFFICER)
                                .getStatus())
                .isEqualTo(404);
    }

    @Test
    void the_lists_of_done_and_of_own_cases_are_there() throws Exception {
        Id<Permit> id = applied("已办与我的", 8);
        procedures.act(permits, id, "accept", new NoForm(), OFFICER, -1, null).orThrow();
        assertThat(page("/worklist/done", OFFICER)).contains("已办与我的");
        assertThat(page("/worklist/sent", ENGINEER)).contains("已办与我的");
        assertThat(page("/worklist/sent", RIVAL)).doesNotContain("已办与我的");
        assertThat(send(get("/worklist"), Actor.visitor(Province.ANHUI)).getStatus())
                .isEqualTo(401);
        assertThat(send(get("/worklist?after=bm90aGluZwB4"), OFFICER).getStatus()).isEqualTo(422);
    }

    @Test
    void the_calendar_is_edited_by_its_provinces_officials_only() throws Exception {
        assertThat(page("/calendar/2026", Actor.visitor(Province.ANHUI)))
                .contains("调休上班", "is-makeup");
        assertThat(page("/calendar/2026?home=340000", ABOVE)).contains("name=\"holidays\"");
        assertThat(page("/calendar/2026?home=330000", ABOVE)).doesNotContain("name=\"holidays\"");
        MockHttpServletResponse refused =
                send(
                        post("/calendar/2028?home=330000")
                                .param("holidays", "2028-10-02")
                                .param("source", "越权"),
                        ABOVE);
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(calendars.year(Province.ZHEJIANG, 2028)).isEmpty();

        MockHttpServletResponse wrong =
                send(
                        post("/calendar/2028?home=340000")
                                .param("holidays", "2027-10-01")
                                .param("source", "通知"),
                        ABOVE);
        assertThat(wrong.getStatus()).isEqualTo(422);

        MockHttpServletResponse kept =
                send(
                        post("/calendar/2028?home=340000")
                                .param("holidays", "2028-10-02\n2028-10-03")
                                .param("makeUps", "2028-10-14")
                                .param("provisional", "true")
                                .param("source", "皖政办示例通知")
                                .param("version", "0"),
                        ABOVE);
        assertThat(kept.getStatus()).isEqualTo(302);
        assertThat(calendars.year(Province.ANHUI, 2028).orElseThrow().holidays()).hasSize(2);
        assertThat(
                        send(
                                        post("/calendar/2028?home=340000")
                                                .param("source", "旧页面")
                                                .param("version", "0"),
                                        ABOVE)
                                .getStatus())
                .isEqualTo(409);
    }

    @Test
    void the_procedures_are_published() throws Exception {
        assertThat(page("/procedures", Actor.visitor(Province.ANHUI))).contains("示例许可");
        assertThat(page("/procedures/permit", Actor.visitor(Province.ANHUI)))
                .contains("待受理", "逾期失效", "示例许可办法", "<svg");
        assertThat(page("/api/v1/procedures/permit", Actor.visitor(Province.ANHUI)))
                .contains("\"overdueAction\":\"lapse\"");
        assertThat(send(get("/procedures/nothing"), Actor.visitor(Province.ANHUI)).getStatus())
                .isEqualTo(404);
    }

    @Test
    void the_pages_are_readable_at_a_desk_and_on_a_phone() {
        Id<Permit> id = applied("锂电池隔膜孔径分布测试机时许可", 12);
        tasks.say(permits, id, "样品已经备好，最早什么时候可以送?", ENGINEER, null).orThrow();
        clock.at(MONDAY.plusSeconds(3_600));
        tasks.say(permits, id, "周三上午可以收样。", MANAGER, null).orThrow();
        procedures
                .act(permits, id, "return", new PermitWhy("请补充与服务机构签订的合同。"), OFFICER, -1, null)
                .orThrow();
        Id<Permit> other = applied("扫描电镜高分辨成像", 40);
        tasks.urge(permits, other, ENGINEER, null).orThrow();
        applied("稀土掺杂玻璃荧光光谱", 150);
        clock.at("2026-10-11T09:00:00");
        applied("高通量测序", 24);
        try (Browser browser = Browser.start().at("http://localhost:" + port)) {
            shots(browser, 1280, id, other);
            shots(browser, 375, id, other);
        }
    }

    private void shots(Browser browser, int width, Id<Permit> id, Id<Permit> other) {
        try (Browser.Visitor visitor = browser.visitor(width, 800, false)) {
            as(visitor, ENGINEER);
            visitor.open("/cases/permit/" + id).check("cases-engineer-" + width);
            visitor.open("/worklist/sent").check("cases-sent-" + width);
            visitor.open("/open/permit/apply").check("cases-open-" + width);
            as(visitor, OFFICER);
            visitor.open("/cases/permit/" + other).check("cases-officer-" + width);
            visitor.open("/worklist").check("cases-worklist-" + width);
            visitor.open("/worklist/done").check("cases-done-" + width);
            visitor.open("/procedures/permit").check("cases-published-" + width);
            visitor.open("/procedures").check("cases-procedures-" + width);
            visitor.open("/calendar/2026").check("cases-calendar-" + width);
            visitor.open("/cases/permit/" + other + "?lang=en").check("cases-english-" + width);
        }
    }

    private void as(Browser.Visitor visitor, Actor actor) {
        visitor.page()
                .context()
                .addCookies(
                        List.of(new Cookie("as", actor.id()).setUrl("http://localhost:" + port)));
    }
}
