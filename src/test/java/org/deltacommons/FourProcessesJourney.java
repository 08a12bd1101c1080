package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.CaseForms.fields;
import static org.deltacommons.CaseForms.fill;
import static org.deltacommons.CaseForms.idOf;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job in a real browser over four processes: the people of each province work at their
/// own province's platform. While Shanghai's is down a firm of Anhui orders there all the same; the
/// order waits, and goes on when Shanghai is back.
class FourProcessesJourney {

    private static final Instant BEGIN = Instant.parse("2026-03-05T02:00:00Z");
    private static final Duration CROSSING_MAX = Duration.ofMinutes(2);
    private static final Pattern YUAN = Pattern.compile("[0-9][0-9,]*\\.[0-9]{2}");

    @TempDir private static Path place;
    private static Browser browser;
    private static FourProcesses four;
    private static Path pdf;

    private final Map<String, Browser.Visitor> people = new HashMap<>();

    @BeforeAll
    static void begin() throws IOException {
        four = FourProcesses.start(place, BEGIN);
        browser = Browser.start();
        pdf = place.resolve("scan.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf.toFile());
        }
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (four != null) {
            four.close();
        }
    }

    /// Somebody of the cast at their own browser, signed in at their own province's platform.
    private Browser.Visitor person(String username) {
        return people.computeIfAbsent(
                username,
                name -> {
                    Browser.Visitor visitor = browser.at(four.address(four.homeOf(name))).visitor();
                    visitor.open("/sign-in");
                    visitor.page().locator("#username").fill(name);
                    visitor.page().locator("#password").fill(four.password(name));
                    submit(
                            visitor,
                            visitor.page().locator("form[action='/sign-in'] [type=submit]"));
                    return visitor;
                });
    }

    private static void submit(Browser.Visitor visitor, Locator button) {
        button.first().click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        assertThat(visitor.page().locator(".problem, .fault").allTextContents()).isEmpty();
    }

    private static String main(Browser.Visitor visitor) {
        return visitor.page().locator("main").textContent();
    }

    /// Looks at a page until what other provinces told has arrived and it says so.
    private Browser.Visitor shows(String username, String address, String words) {
        Browser.Visitor visitor = person(username);
        await().atMost(CROSSING_MAX)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(main(visitor.open(address))).contains(words));
        return visitor;
    }

    /// Takes an action on a case's page, once it is there to be taken.
    private void act(
            String username,
            String procedure,
            String id,
            String action,
            Map<String, Object> fields) {
        String page = "/cases/" + procedure + "/" + id;
        Browser.Visitor visitor = person(username);
        Locator form = visitor.page().locator("form[action$='" + page + "/" + action + "']");
        await().atMost(CROSSING_MAX)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    visitor.open(page);
                    assertThat(form.count()).as("%s can %s %s", username, action, id).isEqualTo(1);
                });
        Locator fold = form.locator("xpath=ancestor::details[not(@open)]");
        if (fold.count() > 0) {
            fold.locator("summary").first().click();
        }
        fill(form, fields);
        submit(visitor, form.locator("button[type=submit]"));
    }

    @Test
    void a_firm_of_anhui_uses_an_instrument_of_shanghai_though_shanghai_was_away_meanwhile() {
        String voucher = applyAndGrant();
        String instrument = find();
        four.stop(SHANGHAI);
        String order = order(instrument, voucher);
        String page = "/cases/order/" + order;
        shows("jiangpan.engineer", page, "待对方省答复").check("four-04-order-waits-for-shanghai");

        four.startAgain(SHANGHAI);
        shows("jiangpan.engineer", page, "已占位").check("four-05-order-goes-on");
        serve(order);
        redeem(order);
        bothAgree(order);
    }

    private String applyAndGrant() {
        Browser.Visitor engineer = person("jiangpan.engineer");
        engineer.open("/open/voucher/apply?programme=mas-2026");
        Locator form = engineer.page().locator("form[action$='/open/voucher/apply']");
        fill(form, fields("need", "负极片循环后开裂，要看截面", "amount", "300000"));
        submit(engineer, form.locator("button[type=submit]"));
        String voucher = idOf(engineer.page().url(), "voucher");
        act(
                "mas.officer",
                "voucher",
                voucher,
                "grant",
                fields("amount", "300000", "note", "已核对登记与社保"));
        shows("jiangpan.engineer", "/cases/voucher/" + voucher, "已发券")
                .check("four-01-voucher-granted");
        return voucher;
    }

    /// At Anhui's platform, in what Shanghai has told of its instruments.
    private String find() {
        Browser.Visitor engineer =
                shows("jiangpan.engineer", "/finding?q=场发射扫描电镜 氩离子截面 申测", "申测显微平台");
        engineer.check("four-02-found-at-anhui");
        Optional<String> found =
                engineer
                        .page()
                        .locator(
                                "main a[href^='/resources/']",
                                new Page.LocatorOptions().setHasText("场发射扫描电镜"))
                        .all()
                        .stream()
                        .filter(hit -> {
                            String card =
                                    hit.locator("xpath=ancestor::*[self::article or self::li][1]")
                                            .textContent();
                            return card.contains("申测显微平台") && card.contains("600");
                        })
                        .map(hit -> hit.getAttribute("href"))
                        .findFirst();
        assertThat(found).as("the instrument of Shanghai is found at Anhui").isPresent();
        String path = found.orElseThrow().replaceAll("\\?.*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String order(String instrument, String voucher) {
        Browser.Visitor engineer = person("jiangpan.engineer");
        engineer.open("/orders/new?resource=" + instrument + "&mode=PACKAGE");
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
        submit(engineer, form.locator("button[formaction*='/orders/new']"));
        engineer.check("four-03-preview-while-shanghai-is-away");
        assertThat(main(engineer)).contains("48,000.00", "21,600.00", "26,400.00");
        submit(
                engineer,
                engineer.page().locator("form[action$='/open/order/place'] button.btn-primary"));
        return idOf(engineer.page().url(), "order");
    }

    private void serve(String order) {
        Browser.Visitor manager = person("shence.manager");
        Locator link = manager.page().locator("a[href*='/cases/booking/']");
        await().atMost(CROSSING_MAX)
                .untilAsserted(() -> {
                    manager.open("/worklist");
                    assertThat(link.count()).isPositive();
                });
        manager.check("four-06-worklist-at-shanghai");
        String booking = idOf(link.first().getAttribute("href"), "booking");
        act("shence.manager", "booking", booking, "accept", fields("note", "可安排"));
        manager.check("four-07-booking-accepted-at-shanghai");
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
        four.to(BEGIN.plus(Duration.ofDays(7)));
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
        Locator form = finance.page().locator("form[action$='/open/claim/claim']");
        finance.open("/open/claim/claim?order=" + order);
        fill(
                form,
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
                        "示例·江畔储能",
                        "paidOn",
                        "2026-03-12",
                        "paid",
                        "26400",
                        "receipt",
                        pdf));
        submit(finance, form.locator("button[type=submit]"));
        String claim = idOf(finance.page().url(), "claim");
        Redeeming.publish(this::act, claim);
        four.to(Instant.parse("2026-03-23T16:00:00Z"));
        Redeeming.pay(this::act, claim);
        shows("jiangpan.finance", "/cases/claim/" + claim, "已到账").check("four-08-claim-paid");
        shows("jiangpan.engineer", "/cases/order/" + order, "已办结").check("four-09-order-closed");
    }

    /// Each province's own officer looks at their own platform: the two pages show the same sums.
    private void bothAgree(String order) {
        String page = "/reconciliation/" + order;
        List<String> anhui = sums("ah.officer", page, "four-10-reconciled-at-anhui");
        List<String> shanghai = sums("sh.officer", page, "four-11-reconciled-at-shanghai");
        assertThat(anhui).isEqualTo(shanghai).contains("48,000.00", "21,600.00");
        for (Province third : Province.values()) {
            if (third != ANHUI && third != SHANGHAI) {
                Browser.Visitor stranger = browser.at(four.address(third)).visitor();
                stranger.open("/cases/order/" + order);
                assertThat(stranger.page().content()).doesNotContain("江畔储能");
            }
        }
    }

    private List<String> sums(String officer, String page, String shot) {
        Browser.Visitor visitor = shows(officer, page, "21,600.00");
        await().atMost(CROSSING_MAX)
                .untilAsserted(
                        () -> assertThat(main(visitor.open(page))).doesNotContain("不一致", "在途"));
        visitor.check(shot);
        return YUAN.matcher(main(visitor)).results().map(MatchResult::group).toList();
    }
}
