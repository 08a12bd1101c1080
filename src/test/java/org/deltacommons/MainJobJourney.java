package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.CaseForms.fields;
import static org.deltacommons.CaseForms.fill;
import static org.deltacommons.CaseForms.idOf;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/// The main job as its people do it, in a real browser, in Chinese: a firm in Ma'anshan finds an
/// instrument in Shanghai, books it, pays with its city's voucher, and the money arrives.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class MainJobJourney {

    private static Browser browser;
    private static Path pdf;

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;

    private final Map<String, Browser.Visitor> people = new HashMap<>();

    @BeforeAll
    static void begin() throws IOException {
        browser = Browser.start();
        pdf = Files.createTempFile("scan", ".pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf.toFile());
        }
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    /// Somebody of the cast at their own browser, signed in.
    private Browser.Visitor person(String username) {
        return people.computeIfAbsent(
                username,
                name -> {
                    Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor();
                    visitor.open("/sign-in");
                    visitor.page().locator("#username").fill(name);
                    visitor.page().locator("#password").fill(stage.password(name));
                    visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
                    visitor.page().waitForLoadState(LoadState.LOAD);
                    return visitor;
                });
    }

    /// Takes an action on a case's page and waits until all four provinces have dealt with it.
    private void act(
            String username,
            String procedure,
            String id,
            String action,
            Map<String, Object> fields) {
        Browser.Visitor visitor = person(username);
        visitor.open("/cases/" + procedure + "/" + id);
        Locator form =
                visitor.page()
                        .locator(
                                "form[action$='/cases/"
                                        + procedure
                                        + "/"
                                        + id
                                        + "/"
                                        + action
                                        + "']");
        assertThat(form.count()).as("%s can %s %s", username, action, id).isEqualTo(1);
        Locator fold = form.locator("xpath=ancestor::details[not(@open)]");
        if (fold.count() > 0) {
            fold.locator("summary").first().click();
        }
        fill(form, fields);
        form.locator("button[type=submit]").first().click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        assertThat(visitor.page().locator(".problem, .fault").allTextContents())
                .as("%s %s", username, action)
                .isEmpty();
        stage.settle();
    }

    private static String linked(Browser.Visitor visitor, String procedure) {
        return idOf(
                visitor.page()
                        .locator("a[href*='/cases/" + procedure + "/']")
                        .first()
                        .getAttribute("href"),
                procedure);
    }

    @Test
    void a_firm_in_maanshan_uses_an_instrument_in_shanghai_and_its_citys_voucher_pays() {
        stage.settle();
        browser.at("http://localhost:" + port).visitor().open("/").check("01-portal");

        rulesStandSideBySide();

        String voucher = applyAndGrant();
        String order = findPreviewAndOrder(voucher);
        serve(order);
        redeem(order);
    }

    /// Each value stands under its issuer, within the page; on a telephone each rule is a card.
    private void rulesStandSideBySide() {
        Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor();
        visitor.open("/rules?kind=voucher.programme").check("01-rules");
        Locator head = visitor.page().locator(".data-compare thead th").nth(1);
        Locator value = visitor.page().locator(".data-compare tbody td").first();
        assertThat(value.boundingBox().x).isEqualTo(head.boundingBox().x);
        assertThat(value.boundingBox().y)
                .isGreaterThanOrEqualTo(head.boundingBox().y + head.boundingBox().height);
        browser.visitor(375, 800, false).open("/rules").check("01-rules-phone");
    }

    private String applyAndGrant() {
        Browser.Visitor engineer = person("jiangpan.engineer");
        engineer.open("/open/voucher/apply?programme=mas-2026");
        Locator form = engineer.page().locator("form[action$='/open/voucher/apply']");
        fill(form, fields("need", "负极片循环后开裂，要看截面 🔬", "amount", "300000"));
        engineer.shot("02-apply");
        form.locator("button[type=submit]").first().click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        String voucher = idOf(engineer.page().url(), "voucher");
        stage.settle();
        person("mas.officer").open("/worklist").check("03-worklist");
        person("mas.officer").open("/cases/voucher/" + voucher).check("04-voucher-officer");
        act(
                "mas.officer",
                "voucher",
                voucher,
                "grant",
                fields("amount", "300000", "note", "已核对登记与社保"));
        engineer.open("/cases/voucher/" + voucher).check("05-voucher-granted");
        assertThat(engineer.page().locator("main").textContent())
                .contains("300,000.00")
                .contains("2026 年度还可用 21,600.00 元")
                .contains("已发券");
        return voucher;
    }

    private String findPreviewAndOrder(String voucher) {
        Browser.Visitor engineer = person("jiangpan.engineer");
        engineer.open("/finding?q=场发射扫描电镜 氩离子截面 申测").check("06-finding");
        Locator hit =
                engineer.page()
                        .locator(
                                "main a[href^='/resources/']",
                                new com.microsoft.playwright.Page.LocatorOptions()
                                        .setHasText("场发射扫描电镜"));
        String[] found = {null};
        for (Locator each : hit.all()) {
            String card =
                    each.locator("xpath=ancestor::*[self::article or self::li][1]").textContent();
            if (found[0] == null && card.contains("申测显微平台") && card.contains("600")) {
                found[0] = each.getAttribute("href");
            }
        }
        assertThat(found[0]).as("the instrument of 申测显微平台 is found").isNotNull();
        engineer.open(found[0]).check("07-resource");
        String resource = found[0].substring(found[0].lastIndexOf('/') + 1).replaceAll("\\?.*", "");
        engineer.open("/orders/new?resource=" + resource).check("07-slot");
        assertThat(engineer.page().locator("[name='units']").count())
                .as("a slot asks for no number")
                .isZero();
        engineer.page().locator("main nav a[href*='mode=PACKAGE']").click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        assertThat(engineer.page().locator("[name='from']").count()).isZero();
        Locator form = engineer.page().locator("form[action$='/open/order/place']");
        fill(
                form,
                fields(
                        "units",
                        "80",
                        "purpose",
                        "DEVELOPMENT",
                        "description",
                        "循环后负极片 6 件，不易燃",
                        "voucher",
                        voucher));
        form.locator("button[formaction*='/orders/new']").click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        engineer.check("08-preview");
        assertThat(engineer.page().locator("main").textContent())
                .contains("48,000.00")
                .contains("21,600.00")
                .contains("26,400.00");
        engineer.page().locator("form[action$='/open/order/place'] button.btn-primary").click();
        engineer.page().waitForLoadState(LoadState.LOAD);
        String order = idOf(engineer.page().url(), "order");
        stage.settle();
        engineer.open("/cases/order/" + order).check("09-order");
        assertThat(engineer.page().locator("main").textContent()).contains("已占位");
        return order;
    }

    private void serve(String order) {
        Browser.Visitor manager = person("shence.manager");
        manager.open("/worklist");
        String booking = linked(manager, "booking");
        manager.open("/cases/booking/" + booking).check("10-booking-manager");
        act("shence.manager", "booking", booking, "accept", fields("note", "可安排"));
        act(
                "shenpu.signatory",
                "booking",
                booking,
                "sign",
                fields("number", "SC-2026-0001", "signedOn", "2026-03-05", "scan", pdf));
        act(
                "jiangpan.signatory",
                "order",
                order,
                "countersign",
                fields("signedOn", "2026-03-05", "scan", pdf));
        stage.clock.forward(Duration.ofDays(7));
        for (int day = 6; day <= 10; day++) {
            act(
                    "shence.operator",
                    "booking",
                    booking,
                    "log",
                    fields(
                            "from",
                            "2026-03-%02dT08:00".formatted(day),
                            "until",
                            "2026-03-%02dT23:59".formatted(day),
                            "note",
                            "截面抛光与成像"));
        }
        person("shence.operator").open("/cases/booking/" + booking).check("11-booking-operator");
        act(
                "shence.operator",
                "booking",
                booking,
                "deliver",
                fields("report", "R-2026-77", "evidence", pdf));
        act("jiangpan.engineer", "order", order, "confirm", fields());
    }

    private void redeem(String order) {
        Browser.Visitor finance = person("jiangpan.finance");
        finance.open("/open/claim/claim?order=" + order);
        Locator form = finance.page().locator("form[action$='/open/claim/claim']");
        Map<String, Object> papers =
                fields(
                        "invoiceNumber",
                        "26312000000000123456",
                        "invoicedOn",
                        "2026-03-12",
                        "invoiceTotal",
                        "48000",
                        "invoice",
                        pdf,
                        "payer",
                        "张三",
                        "paidOn",
                        "2026-03-12",
                        "paid",
                        "26400",
                        "receipt",
                        pdf);
        fill(form, papers);
        form.locator("button[type=submit]").first().click();
        finance.page().waitForLoadState(LoadState.LOAD);
        finance.shot("12-claim-private-account");
        assertThat(finance.page().locator("main").textContent()).contains("个人账户付款不能兑付");
        form = finance.page().locator("form[action$='/open/claim/claim']");
        papers.remove("invoice");
        papers.remove("receipt");
        papers.put("payer", "示例·江畔储能");
        fill(form, papers);
        form.locator("button[type=submit]").first().click();
        finance.page().waitForLoadState(LoadState.LOAD);
        String claim = idOf(finance.page().url(), "claim");
        stage.settle();
        person("mas.officer").open("/cases/claim/" + claim).check("13-claim-officer");
        Redeeming.publish(this::act, claim);
        browser.visitor().open("/cases/redemption/" + Redeeming.BATCH).check("14-public-notice");
        stage.clock.to(Instant.parse("2026-03-23T16:00:00Z"));
        Redeeming.pay(this::act, claim);
        finance.open("/cases/claim/" + claim).check("15-claim-paid");
        assertThat(finance.page().locator("main").textContent()).contains("已到账");
        finance.open("/cases/order/" + order).check("16-order-closed");
        assertThat(finance.page().locator("main").textContent()).contains("已办结");
        finance.open("/wallet").check("17-wallet");
        Browser.Visitor phone = browser.visitor(375, 800, false);
        phone.open("/").check("18-portal-phone");
        phone.open("/?lang=en").check("19-portal-phone-english");
    }
}
