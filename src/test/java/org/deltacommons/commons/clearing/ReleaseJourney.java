package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.Theatre;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.vouchers.OrderState;
import org.deltacommons.foundation.federation.HeldBack;
import org.deltacommons.foundation.procedures.Absences;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/// A hold whose province stays away, as its people see it: at a desk in Chinese and at a phone in
/// English.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({Cast2026.class, HeldBack.class})
class ReleaseJourney extends RaceStage {

    private static final int TERM_DAYS = 15;

    private static Browser browser;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;
    @Autowired ApplicationContext context;

    @Override
    Theatre theatre() {
        return Theatre.ofOne(context);
    }

    @BeforeAll
    static void begin() {
        browser = Browser.start();
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    private Browser.Visitor person(String username, int width) {
        Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor(width, 900, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(username);
        visitor.page().locator("#password").fill(stage.password(username));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }

    /// Both ways of looking at a page; what each must say.
    private void looksAt(String username, String address, String name, String zh, String en) {
        try (Browser.Visitor desk = person(username, 1280)) {
            desk.open(address + "?lang=zh").check("release-" + name + "-desk-zh");
            assertThat(desk.page().locator("main").textContent()).contains(zh);
        }
        try (Browser.Visitor phone = person(username, 390)) {
            phone.open(address + "?lang=en").check("release-" + name + "-phone-en");
            assertThat(phone.page().locator("main").textContent()).contains(en);
        }
    }

    private void acts(String username, String order, String action, String shot, String reason) {
        try (Browser.Visitor visitor = person(username, 1280)) {
            visitor.open("/cases/order/" + order + "?lang=zh");
            Locator form = visitor.page().locator("form[action$='/" + order + "/" + action + "']");
            form.locator("xpath=ancestor::details").locator("summary").click();
            if (!reason.isEmpty()) {
                form.locator("[name='reason']").fill(reason);
            }
            visitor.check("release-" + shot);
            form.locator("button[type=submit]").click();
            visitor.page().waitForLoadState(LoadState.LOAD);
            assertThat(visitor.page().locator(".problem, .fault").allTextContents()).isEmpty();
        }
        theatre().settle();
    }

    /// Whoever was given the hold back is not told that the contract comes next.
    private void nothingLiesAhead(String username, String page) {
        try (Browser.Visitor visitor = person(username, 1280)) {
            visitor.open(page);
            assertThat(visitor.page().locator(".way .step-current").count()).isEqualTo(1);
            assertThat(visitor.page().locator(".way .step-ahead").count()).isZero();
        }
    }

    @Test
    void a_firm_gets_its_voucher_back_while_shanghai_stays_away_and_both_sides_read_why() {
        theatre().away(SHANGHAI, true);
        String order = slot(monday().plus(Duration.ofDays(21)));
        String page = "/cases/order/" + order;
        theatre().forward(Duration.ofHours(1));
        theatre().at(ANHUI).getBean(Absences.class).look();
        looksAt("mas.officer", page, "early", "未满规定期限", "not long enough");
        theatre().forward(Duration.ofDays(TERM_DAYS));
        looksAt("jiangpan.engineer", page, "waits", "等待上海", "Awaiting Shanghai since");

        acts("jiangpan.engineer", order, "ask-release", "asks", "项目这个月要交样");
        acts("mas.officer", order, "propose-release", "proposes", "电话与专线均无人应答");
        looksAt("mas.officer", page, "same", "提出释放的人不能自己复核", "Whoever proposed");
        acts("mas.officer2", order, "approve-release", "approves", "");
        assertThat(order(order).state()).isEqualTo(OrderState.RELEASED);
        looksAt("jiangpan.engineer", page, "released", "创新券可以另行使用", "used elsewhere");
        nothingLiesAhead("jiangpan.engineer", page);

        theatre().away(SHANGHAI, false);
        theatre().settle();

        looksAt("jiangpan.engineer", page, "ended", "预约也已结束", "without cost");
        looksAt(
                "shence.manager",
                "/cases/booking/" + Booking.idOf(order),
                "booking",
                "创新券冻结已释放",
                "hold was released");
    }
}
