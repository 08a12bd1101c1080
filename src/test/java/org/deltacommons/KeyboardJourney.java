package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// The firm's part of the main job without a mouse: sign in, search, open an instrument, order.
/// Only Tab, Enter, arrows and letters; at every stop the focus can be seen, and no page holds it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class KeyboardJourney {

    private static final int STOPS_MAX = 400;
    private static final int LOOKS_MAX = 100;
    private static final double LOOK_MS = 50;

    /// What has the focus: where it is, and whether somebody can see that it is there.
    private static final String FOCUSED =
            """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body) return { at: '', seen: 'nowhere' };
              const all = [...document.querySelectorAll('*')];
              const box = e.getBoundingClientRect();
              const shown = box.width > 0 && box.height > 0
                  && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              const ring = (of) => of && getComputedStyle(of).outlineStyle !== 'none'
                  && parseFloat(getComputedStyle(of).outlineWidth) >= 2;
              const marked = e.matches(':focus-visible')
                  && (ring(e) || ring(e.closest('.unit-box, .choice, .sentence')));
              return {
                at: String(all.indexOf(e)),
                what: e.outerHTML.slice(0, 160),
                seen: !shown ? 'not in the window: ' + JSON.stringify(box) + ' of ' + innerWidth + '×' + innerHeight : marked ? 'yes' : 'no ring'
              };
            }
            """;

    private static Browser browser;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;

    @BeforeAll
    static void begin() {
        browser = Browser.start();
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> focused(Page page) {
        return (Map<String, String>) page.evaluate(FOCUSED);
    }

    private static boolean isAt(Page page, String selector) {
        return (boolean) page.evaluate("s => !!document.activeElement?.matches(s)", selector);
    }

    /// Tabs on until the first element that the selector names has the focus.
    private static void tabTo(Page page, String selector) {
        String last = "";
        for (int stop = 0; stop < STOPS_MAX; stop++) {
            page.keyboard().press("Tab");
            Map<String, String> now = focused(page);
            assertThat(now.get("at")).as("Tab moves on from %s", last).isNotEqualTo(last);
            last = now.get("at");
            if (!last.isEmpty()) {
                seen(page);
            }
            if (isAt(page, selector)) {
                return;
            }
        }
        throw new AssertionError("nobody gets to " + selector + " on " + page.url());
    }

    /// The window follows the focus by itself, but not at the same instant.
    private static void seen(Page page) {
        Map<String, String> now = focused(page);
        for (int look = 0; look < LOOKS_MAX && !"yes".equals(now.get("seen")); look++) {
            page.waitForTimeout(LOOK_MS);
            now = focused(page);
        }
        assertThat(now.get("seen")).as("focus on %s", now.get("what")).isEqualTo("yes");
    }

    private static void enter(Page page) {
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
        page.waitForLoadState(LoadState.LOAD);
    }

    /// Once around: whoever goes on tabbing comes back to the first stop.
    private static void comesAround(Page page) {
        tabTo(page, ".skip");
        tabTo(page, ".skip");
        page.keyboard().press("Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(isAt(page, ".skip")).as("back and forth on %s", page.url()).isTrue();
    }

    @Test
    void an_engineer_signs_in_searches_and_orders_by_keyboard_alone() {
        stage.settle();
        try (Browser.Visitor engineer = browser.at("http://localhost:" + port).visitor()) {
            Page page = engineer.open("/").page();
            tabTo(page, "a[href^='/sign-in']");
            enter(page);
            signIn(page);
            search(page);
            order(page);
            assertThat(page.url()).contains("/cases/order/");
            assertThat(page.locator("main").textContent()).contains("截面抛光与成像");
            comesAround(page);
        }
    }

    private void signIn(Page page) {
        comesAround(page);
        tabTo(page, "#username");
        page.keyboard().type("jiangpan.engineer");
        tabTo(page, "#password");
        page.keyboard().type(stage.password("jiangpan.engineer"));
        enter(page);
        assertThat(page.locator(".top-name").textContent()).isNotBlank();
    }

    private static void search(Page page) {
        tabTo(page, "#sentence");
        page.keyboard().type("场发射扫描电镜 氩离子截面 申测");
        enter(page);
        // A facet's value, then the first hit.
        tabTo(page, ".facet-value[href*='province=310000']");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("province=310000"));
        comesAround(page);
        tabTo(page, ".hit a[href^='/resources/']");
        enter(page);
        assertThat(page.locator("h1").textContent()).contains("场发射扫描电镜");
    }

    private static void order(Page page) {
        comesAround(page);
        tabTo(page, "main a[href^='/orders/new']");
        enter(page);
        tabTo(page, "main nav a[href*='mode=PACKAGE']");
        enter(page);
        comesAround(page);
        for (String name : List.of("units", "purpose", "description")) {
            tabTo(page, "main [name='" + name + "']");
            switch (name) {
                case "units" -> page.keyboard().type("2");
                case "purpose" -> choose(page);
                default -> page.keyboard().type("截面抛光与成像");
            }
        }
        tabTo(page, "form[action$='/open/order/place'] button.btn-primary");
        enter(page);
    }

    /// The first of what is offered: an arrow in a list, a space on a button.
    private static void choose(Page page) {
        page.keyboard().press(isAt(page, "select") ? "ArrowDown" : "Space");
        assertThat(
                        (boolean)
                                page.evaluate(
                                        "() => document.activeElement.matches('select')"
                                                + " ? document.activeElement.value !== ''"
                                                + " : document.activeElement.checked"))
                .isTrue();
    }
}
