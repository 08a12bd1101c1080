package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.commons.needs.Need;
import org.deltacommons.commons.needs.NeedAnswer;
import org.deltacommons.commons.needs.NeedForms;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleBinder;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// A firm in Ma'anshan finds nothing, posts its sentence as a need, a provider of Shanghai answers,
/// the firm chooses the answer and is at the form in which it books. In a real browser, in Chinese.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class NeedsJourney {

    private static Browser browser;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;
    @Autowired Finding finding;
    @Autowired Procedures procedures;
    @Autowired Procedure<Need> needs;
    @Autowired Procedure<NeedAnswer> answers;
    @Autowired Records records;
    @Autowired Lane lane;

    @BeforeAll
    static void begin() {
        browser = Browser.start();
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private Browser.Visitor person(String username, int width, int height) {
        Browser.Visitor visitor =
                browser.at("http://localhost:" + port).visitor(width, height, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(username);
        visitor.page().locator("#password").fill(stage.password(username));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }

    private void send(Browser.Visitor visitor, Locator form) {
        form.locator("button[type=submit]").first().click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        assertThat(visitor.page().locator(".problem, .fault").allTextContents()).isEmpty();
        stage.settle();
    }

    private static Locator form(Browser.Visitor visitor, String end) {
        Locator form = visitor.page().locator("form[action$='" + end + "']");
        assertThat(form.count()).as("%s at %s", end, visitor.page().url()).isEqualTo(1);
        Locator fold = form.locator("xpath=ancestor::details[not(@open)]");
        if (fold.count() > 0) {
            fold.locator("summary").first().click();
        }
        return form;
    }

    private static String idOf(String url, String procedure) {
        Matcher matcher = Pattern.compile("/cases/" + procedure + "/([A-Za-z0-9-]+)").matcher(url);
        assertThat(matcher.find()).as(url).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource({"desk, 1280, 800, 鲸鱼骨骼声呐標定, 鲸鱼骨骼", "phone, 390, 844, 陨石磁畴翻转观测, 陨石磁畴"})
    void a_sentence_that_finds_nothing_becomes_a_need_and_its_answer_leads_to_the_booking(
            String size, int width, int height, String sentence, String words) {
        stage.settle();
        finding.rebuild();
        try (Browser.Visitor engineer = person("jiangpan.engineer", width, height);
                Browser.Visitor manager = person("shence.manager", width, height)) {
            String need = posted(engineer, size, sentence + "，5万以内");
            String answer = answered(manager, size, need, words);
            chosen(engineer, size, need);
            manager.open("/cases/need-answer/" + answer).check("needs-" + size + "-8-accepted");
            assertThat(manager.page().locator("main").textContent()).contains("已选定", "江畔");
        }
    }

    private String posted(Browser.Visitor engineer, String size, String sentence) {
        engineer.open("/finding?q=" + sentence + "&city=340500");
        engineer.check("needs-" + size + "-1-nothing");
        Locator offers = engineer.page().locator(".found-offers a");
        assertThat(offers.count()).isEqualTo(2);
        offers.first().click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        Locator form = form(engineer, "/open/need/post");
        assertThat(form.locator("[name=sentence]").inputValue()).isEqualTo(sentence);
        assertThat(form.locator("[name=budget]").inputValue()).contains("50");
        form.locator("[name=detail]").fill("样品 3 件，需要原始数据。");
        engineer.check("needs-" + size + "-2-post");
        send(engineer, form);
        engineer.check("needs-" + size + "-3-posted");
        return idOf(engineer.page().url(), "need");
    }

    private String answered(Browser.Visitor manager, String size, String need, String words) {
        manager.open("/needs").check("needs-" + size + "-4-list");
        assertThat(manager.page().locator("main").textContent()).contains(words, "未公开");
        manager.open("/needs/" + need);
        assertThat(manager.page().locator("main").textContent()).doesNotContain("江畔");
        manager.check("needs-" + size + "-5-need");
        manager.page().locator("main a[href*='/open/need-answer/give']").first().click();
        manager.page().waitForLoadState(LoadState.LOAD);
        Locator form = form(manager, "/open/need-answer/give");
        form.locator("[name=text]").fill("可用场发射扫描电镜观察，附能谱。");
        form.locator("[name=resource]")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        form.locator("[name=least]").fill("8000");
        form.locator("[name=most]").fill("12000");
        manager.check("needs-" + size + "-6-answer");
        send(manager, form);
        return idOf(manager.page().url(), "need-answer");
    }

    private void chosen(Browser.Visitor engineer, String size, String need) {
        engineer.open("/cases/need/" + need);
        engineer.check("needs-" + size + "-7-answers");
        Locator form = form(engineer, "/cases/need/" + need + "/accept");
        form.locator("[name=answer]").first().check();
        send(engineer, form);
        engineer.open("/cases/need/" + need).check("needs-" + size + "-7-chosen");
        Locator book = engineer.page().locator("main a[href^='/orders/new']");
        assertThat(book.count()).isEqualTo(1);
        book.click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        assertThat(engineer.page().url()).contains("/orders/new?resource=");
        engineer.check("needs-" + size + "-9-book");
    }

    @Test
    void what_is_saved_is_listed_paused_and_deleted_and_a_visitor_is_asked_to_sign_in() {
        stage.settle();
        finding.rebuild();
        try (Browser.Visitor engineer = person("jiangpan.engineer", 390, 844)) {
            engineer.open("/finding?q=冷冻电镜&province=340000");
            engineer.page().locator(".found-offers a").last().click();
            engineer.page().waitForLoadState(LoadState.LOAD);
            engineer.check("needs-saved-1-new");
            send(engineer, form(engineer, "/needs/saved"));
            assertThat(engineer.page().url()).endsWith("/needs/mine");
            engineer.check("needs-saved-2-mine");
            assertThat(engineer.page().locator("#saved").textContent()).contains("冷冻电镜", "安徽");
            engineer.page().locator("#saved form[action$='/pause'] button").click();
            engineer.page().waitForLoadState(LoadState.LOAD);
            assertThat(engineer.page().locator("#saved").textContent()).contains("已暂停");
            engineer.page().locator("#saved a[href^='/needs/saved/']").click();
            engineer.page().waitForLoadState(LoadState.LOAD);
            engineer.check("needs-saved-3-found");
            engineer.open("/needs/mine");
            engineer.page().locator("#saved form[action$='/drop'] button").click();
            engineer.page().waitForLoadState(LoadState.LOAD);
            assertThat(engineer.page().locator("#saved").textContent()).doesNotContain("冷冻电镜");
        }
        try (Browser.Visitor visitor =
                browser.at("http://localhost:" + port).visitor(1280, 800, false)) {
            visitor.open("/needs").check("needs-visitor-list");
            visitor.open("/finding?q=冷冻电镜");
            visitor.page().locator(".found-offers a").first().click();
            visitor.page().waitForLoadState(LoadState.LOAD);
            assertThat(visitor.page().url()).contains("/sign-in");
        }
    }

    private String acted(Outcome<Procedures.Moved> outcome) {
        stage.settle();
        return outcome.orThrow().id();
    }

    private String closedNeed(String sentence) {
        String need =
                acted(
                        procedures.open(
                                needs,
                                "post",
                                new NeedForms.PostNeed(
                                        "org-jiangpan",
                                        sentence,
                                        null,
                                        null,
                                        null,
                                        null,
                                        false,
                                        false),
                                stage.actor("jiangpan.engineer"),
                                null));
        acted(
                procedures.open(
                        answers,
                        "give",
                        new NeedForms.GiveAnswer(
                                need, "org-sc-micro", "可做，请找李雷", null, null, null, null),
                        stage.actor("shence.manager"),
                        null));
        acted(
                procedures.act(
                        needs,
                        Id.<Need>of(need),
                        "close",
                        new NeedForms.EndNeed("王芳说不用了"),
                        stage.actor("jiangpan.engineer"),
                        -1,
                        null));
        return need;
    }

    private record Ruled(String rule) {}

    /// Answers are kept for three years in this story, needs are not.
    private void answersAreKept() {
        Rule rule =
                RuleBinder.rule(
                        "threshold.retention.need-answer",
                        "310000",
                        new ThresholdRule(36, ThresholdUnit.MONTHS));
        lane.submit(
                        Command.of(
                                Province.SHANGHAI,
                                Actor.system(Province.SHANGHAI),
                                "test.rule",
                                Map.of(),
                                Ruled.class),
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Ruled(rule.id().value()),
                                                rows.find(Rule.class, rule.id())
                                                        .<List<Part>>map(_ -> List.of())
                                                        .orElseGet(() -> List.of(new Put(rule))))))
                .orThrow();
    }

    private static void ask(Browser.Visitor admin, String what) {
        Locator form = form(admin, "/open/erasure/request");
        form.locator("[name=scope]").selectOption("CASE");
        form.locator("[name=what]").fill(what);
        form.locator("[name=ground]").selectOption("CONSENT_WITHDRAWN");
        form.locator("[name=request]").fill("个保〔2026〕31号");
        form.locator("button[type=submit]").first().click();
        admin.page().waitForLoadState(LoadState.LOAD);
    }

    @ParameterizedTest
    @CsvSource({"desk, 1280, 800, zh-CN", "phone, 390, 844, zh-CN", "phone-en, 390, 844, en"})
    void two_of_the_security_administration_erase_and_see_who_has_followed(
            String size, int width, int height, String language) {
        stage.settle();
        answersAreKept();
        String sentence = "请王芳看截面 " + size;
        String need = closedNeed(sentence);
        String answer =
                records.list(NeedAnswer.class, "t.need = :need", "t.id", Map.of("need", need), 1)
                        .getFirst()
                        .id()
                        .value();
        String shot = "erasing-" + size;
        try (Browser.Visitor shanghai = person("sh.security", width, height);
                Browser.Visitor first = person("ah.security", width, height);
                Browser.Visitor second = person("ah.security2", width, height)) {
            shanghai.open("/open/erasure/request?lang=" + language);
            ask(shanghai, answer);
            shanghai.check(shot + "-1-kept");
            assertThat(shanghai.page().locator("main").textContent()).contains("2029-");
            first.open("/open/erasure/request?lang=" + language).check(shot + "-2-form");
            ask(first, need);
            first.check(shot + "-3-asked");
            String id = idOf(first.page().url(), "erasure");
            second.open("/worklist?lang=" + language).check(shot + "-4-worklist");
            second.open("/cases/erasure/" + id).check(shot + "-5-second");
            Locator form = form(second, "/cases/erasure/" + id + "/approve");
            form.locator("[name=request]").fill("个保〔2026〕31号");
            form.locator("button[type=submit]").first().click();
            second.page().waitForLoadState(LoadState.LOAD);
            second.check(shot + "-6-erased");
            stage.settle();
            second.open("/cases/erasure/" + id).check(shot + "-7-confirmed");
            assertThat(second.page().locator("main").textContent()).doesNotContain(sentence);
        }
        try (Browser.Visitor engineer = person("jiangpan.engineer", width, height)) {
            engineer.open("/cases/need/" + need + "?lang=" + language).check(shot + "-8-need");
            assertThat(engineer.page().locator("main").textContent())
                    .contains(language.equals("en") ? "Erased by law" : "已依法删除")
                    .doesNotContain(sentence);
        }
    }
}
