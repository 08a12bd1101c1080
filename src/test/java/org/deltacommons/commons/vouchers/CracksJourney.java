package org.deltacommons.commons.vouchers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// The moment for which all of it is made: a firm in Ma'anshan types what is wrong and sees which
/// instruments of three provinces can look at it, when, for how much, and what of that its voucher
/// pays.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({Cast2026.class, Ways.class})
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class CracksJourney {

    private static final String SENTENCE = "负极片循环后开裂，两周内要截面图，预算5万";
    private static final String ENGINEER = "jiangpan.engineer";

    /// Where the three are, as hits say it in each language: home, place or owner.
    private static final Map<String, List<String>> PLACES =
            Map.of(
                    "zh", List.of("上海", "合肥", "苏州"),
                    "en", List.of("Shanghai", "Hefei", "Suzhou"));

    private static Browser browser;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;
    @Autowired Ways.Desk desk;
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

    private Browser.Visitor engineer(int width) {
        Browser.Visitor visitor = browser.visitor(width, 900, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(ENGINEER);
        visitor.page().locator("#password").fill(stage.password(ENGINEER));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }

    private void holdsAVoucher() {
        Ways.Firm firm = new Ways.Firm("org-jiangpan", "", Province.ANHUI, stage.actor(ENGINEER));
        desk.granted(firm, "mas-2026", org.deltacommons.kernel.Money.yuan(60_000), "mas.officer");
    }

    @Test
    void a_sentence_shows_where_when_for_how_much_and_what_the_voucher_pays() {
        holdsAVoucher();
        try (Browser.Visitor desk = engineer(1280)) {
            look(desk, "zh", Pattern.compile("券付 [\\d,.]+，自付 [\\d,.]+"), "最早可约");
            desk.check("cracks-desk-zh");
            orders(desk, "zh");
            excluded(desk, "zh", "被以下条件排除");
            desk.check("cracks-excluded-zh");
        }
        try (Browser.Visitor phone = engineer(390)) {
            look(
                    phone,
                    "en",
                    Pattern.compile("voucher [\\d,.]+, own [\\d,.]+", Pattern.CASE_INSENSITIVE),
                    "Free next");
            phone.check("cracks-phone-en");
            orders(phone, "en");
            excluded(phone, "en", "left out by");
            phone.check("cracks-excluded-phone-en");
        }
    }

    /// Each of the three places has an instrument whose hit says all of it.
    private static void look(Browser.Visitor visitor, String language, Pattern split, String free) {
        Page page = visitor.open("/finding?lang=" + language + "&q=" + SENTENCE).page();
        assertThat(page.locator(".understood .chip")).not().hasCount(0);
        for (String place : PLACES.get(language)) {
            Locator hit =
                    page.locator(".hit")
                            .filter(new Locator.FilterOptions().setHasText(place))
                            .filter(new Locator.FilterOptions().setHas(page.locator(".hit-note a")))
                            .filter(new Locator.FilterOptions().setHasText(split))
                            .filter(new Locator.FilterOptions().setHasText(free))
                            .first();
            assertThat(hit).isVisible();
            assertThat(hit.locator(".hit-price")).containsText(Pattern.compile("[\\d,]+\\.\\d\\d"));
        }
    }

    /// The same hits by what matters to whoever looks; the address holds it.
    private static void orders(Browser.Visitor visitor, String language) {
        Page page = visitor.page();
        String total = page.locator(".rows-top [aria-live]").textContent();
        for (String sort : List.of("distance", "free", "own")) {
            page.locator(".sorts a[href*='sort=" + sort + "']").click();
            page.waitForURL(Pattern.compile("sort=" + sort));
            assertThat(page.locator(".sort-says")).isVisible();
            assertThat(page.locator(".rows-top [aria-live]")).hasText(total);
            visitor.check("cracks-" + sort + "-" + language);
        }
    }

    /// Only those of a price band; one of those before answers as well, and it is said why not
    /// here.
    private static void excluded(Browser.Visitor visitor, String language, String why) {
        Page page = visitor.open("/finding?lang=" + language + "&price=b1&q=" + SENTENCE).page();
        page.locator(".found-missing > summary").click();
        page.locator(".found-missing input[name=missing]").fill("ArBlade 5000");
        page.locator(".found-missing button").click();
        assertThat(page.locator(".found-missing [role=status]")).containsText(why);
    }
}
