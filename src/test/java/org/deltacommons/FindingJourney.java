package org.deltacommons;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.regex.Pattern;
import org.deltacommons.foundation.finding.Finding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// One sentence in a real browser: at a desk in Chinese, on a phone in English and in Chinese.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class FindingJourney {

    private static final int LOOKS_MAX = 60;
    private static final double LOOK_MS = 250;

    private static Browser browser;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;
    @Autowired Finding finding;

    @BeforeAll
    static void begin() {
        browser = Browser.start();
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @BeforeEach
    void settle() {
        stage.settle();
        finding.rebuild();
        browser.at("http://localhost:" + port);
    }

    private static Locator box(Page page) {
        return page.locator("#found-q");
    }

    private static Locator options(Page page) {
        return page.locator(".found-words .suggest [role=option]");
    }

    @Test
    void at_a_desk_in_chinese() {
        try (Browser.Visitor visitor = browser.visitor()) {
            Page page = visitor.open("/finding?q=膜蛋白结构，5万以内").page();
            assertThat(page.locator(".understood")).containsText("预算不超过");
            assertThat(page.locator(".hit").first()).isVisible();
            assertThat(page.locator(".hit .why").first()).isVisible();
            // What is said under the hits comes once they stand.
            assertThat(page.locator(".hit-note").first()).isVisible();
            visitor.check("finding-desk-sentence");
            chipTakenBack(page);
            facets(page);
            visitor.check("finding-desk-facet");
            missing(page, "飞秒");
            visitor.check("finding-desk-missing");
        }
    }

    private static void chipTakenBack(Page page) {
        page.locator(".understood .chip").first().click();
        page.waitForURL(Pattern.compile("ignore="));
        assertThat(page.locator(".understood")).not().isVisible();
    }

    private static void facets(Page page) {
        page.locator(".facet-value").first().click();
        assertThat(page.locator(".facet-value.is-chosen").first()).isVisible();
        // The box is a combobox again after htmx put another in its place.
        assertThat(box(page)).hasAttribute("role", "combobox");
    }

    private static void missing(Page page, String name) {
        page.locator(".found-missing > summary").click();
        page.locator(".found-missing input[name=missing]").fill(name);
        page.locator(".found-missing button").click();
        assertThat(page.locator(".found-missing [role=status]")).isVisible();
    }

    @Test
    void more_than_ten_values_of_a_facet_are_shown_when_somebody_asks_for_them() {
        try (Browser.Visitor visitor = browser.visitor()) {
            Page page = visitor.open("/finding").page();
            Locator cities = page.locator("[id^=facet-city-]");
            assertThat(cities).hasCount(10);
            page.locator("#facet-rest-city").click();
            page.waitForURL(Pattern.compile("all=city"));
            assertThat(page.locator("#facet-city-340500")).isVisible();
            visitor.check("finding-desk-all-cities");
            page.locator("#facet-rest-city").click();
            assertThat(cities).hasCount(10);
        }
    }

    @Test
    void suggestions_by_keyboard_alone() {
        try (Browser.Visitor visitor = browser.visitor()) {
            Page page = visitor.open("/finding").page();
            box(page).focus();
            page.keyboard().type("lengdong");
            assertThat(options(page).first()).containsText("冷冻");
            assertThat(box(page)).hasAttribute("aria-expanded", "true");
            page.keyboard().press("ArrowDown");
            assertThat(options(page).first()).hasAttribute("aria-selected", "true");
            assertThat(box(page)).hasAttribute("aria-activedescendant", Pattern.compile("-0$"));
            visitor.check("finding-desk-suggestions");
            page.keyboard().press("Escape");
            assertThat(box(page)).hasAttribute("aria-expanded", "false");
            assertThat(box(page)).hasValue("lengdong");
            page.keyboard().press("ArrowDown");
            assertThat(options(page).first()).isVisible();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile("q=%E5%86%B7"));
            assertThat(page.locator(".hit").first()).isVisible();
            toADocument(page);
        }
    }

    private static void toADocument(Page page) {
        page.navigate("/");
        page.locator("#portal-sentence").focus();
        page.keyboard().type("上海光源");
        Locator document = page.locator(".portal-box .suggest-document").first();
        assertThat(document).containsText("上海光源");
        page.keyboard().press("ArrowUp");
        while (!page.locator(".portal-box .suggest-document[aria-selected=true]").isVisible()) {
            page.keyboard().press("ArrowUp");
        }
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/resources/"));
        assertThat(page.locator("h1")).containsText("上海光源");
    }

    @Test
    void on_a_phone_in_english() {
        try (Browser.Visitor visitor = browser.visitor(390, 844, false)) {
            Page page =
                    visitor.open("/finding?lang=en&q=cryo-EM for a membrane protein, budget 50k")
                            .page();
            assertThat(page.locator(".understood")).containsText("Budget up to");
            assertThat(page.locator(".hit").first()).isVisible();
            visitor.check("finding-phone-sentence-en");
            page.locator(".to-facets").click();
            page.locator(".facet-value").first().click();
            assertThat(page.locator(".facet-value.is-chosen").first()).isVisible();
            box(page).fill("cryo-e");
            box(page).press("End");
            page.keyboard().type("m t");
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            assertThat(options(page).first()).isVisible();
            visitor.check("finding-phone-suggestions-en");
            options(page).first().click();
            // The address changes when the hits do.
            page.waitForURL(address -> !address.contains("membrane"));
            page.waitForLoadState(LoadState.LOAD);
            missing(page, "Talos");
            visitor.check("finding-phone-missing-en");
        }
    }

    @Test
    void nothing_found_and_bad_addresses_say_what_to_do() {
        try (Browser.Visitor visitor = browser.visitor(390, 844, false)) {
            Page page = visitor.open("/finding?q=恐龙蛋孵化").page();
            visitor.check("finding-phone-nearest");
            visitor.open("/finding?q=。。。");
            assertThat(page.locator(".nothing")).containsText("没有找到");
            visitor.check("finding-phone-nothing");
            visitor.open("/finding?q=电镜&province=999999");
            assertThat(page.locator(".nothing a")).isVisible();
            visitor.check("finding-phone-filtered");
            visitor.open("/finding?q=" + "超长的描述没有空格".repeat(30));
            visitor.check("finding-phone-long");
            visitor.open("/finding?q=x&after=nonsense");
            visitor.check("finding-phone-error");
        }
    }

    @Test
    void without_javascript_the_form_still_finds() {
        try (Browser.Visitor visitor = browser.visitor()) {
            Page page = visitor.page();
            page.route("**/*.js", route -> route.abort());
            page.navigate("/finding");
            box(page).fill("场发射扫描电镜");
            box(page).press("Enter");
            page.waitForURL(Pattern.compile("q="));
            assertThat(page.locator(".hit").first()).isVisible();
            assertThat(page.locator(".suggest").count()).isZero();
        }
    }

    @Test
    void an_officer_sees_what_was_not_found() {
        try (Browser.Visitor engineer = signedIn("jiangpan.engineer", 1280);
                Browser.Visitor officer = signedIn("ah.officer", 1280);
                Browser.Visitor phone = signedIn("ah.officer", 390)) {
            for (String sentence : new String[] {"恐龙蛋孵化", "冷冻电镜", "扫描电镜 恐龙", "液质联用测血药浓度", "XRD"}) {
                engineer.open("/finding?q=" + sentence);
            }
            engineer.open("/finding/recent").check("finding-recent");
            officer.open("/searches").check("searches-empty");
            // Written down in the background within a second or so.
            Locator city = officer.page().locator(".data-list td", text("马鞍山市")).first();
            for (int look = 0; look < LOOKS_MAX && !city.isVisible(); look++) {
                officer.page().waitForTimeout(LOOK_MS);
                officer.open("/searches");
            }
            assertThat(city).isVisible();
            assertThat(officer.page().locator(".insight-chart canvas").first()).isVisible();
            officer.check("searches-desk");
            officer.open("/searches/wanted").check("searches-wanted");
            phone.open("/searches?lang=en").check("searches-phone-en");
        }
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private Browser.Visitor signedIn(String username, int width) {
        Browser.Visitor visitor = browser.visitor(width, 844, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(username);
        visitor.page().locator("#password").fill(stage.password(username));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }
}
