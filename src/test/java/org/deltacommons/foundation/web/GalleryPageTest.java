package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Media;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deltacommons.Browser;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.filter.OncePerRequestFilter;

/// The look of every shared page with rich content, at a desk and on a phone, in both languages and
/// both schemes. The screenshots in `target/screenshots` are to be looked at.
@SpringBootTest(
        classes = GalleryPageTest.Gallery.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "delta.database.enabled=false",
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
                    + "org.springframework.modulith.runtime.autoconfigure.SpringModulithRuntimeAutoConfiguration"
        })
class GalleryPageTest {

    private static Browser browser;

    @LocalServerPort int port;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void a_page_comes_in_one_piece_and_says_how_long_it_is() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> page =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:%d/gallery/list?lang=zh"
                                                            .formatted(port)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(page.headers().firstValueAsLong("Content-Length"))
                    .hasValue(page.body().length);
            assertThat(new String(page.body(), StandardCharsets.UTF_8)).endsWith("</html>\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "case, 1280, zh, light",
        "case, 375, zh, light",
        "case, 1280, en, dark",
        "case, 375, en, dark",
        "officer, 1280, zh, light",
        "list, 1280, zh, light",
        "list, 375, zh, light",
        "list, 1280, en, dark",
        "form, 1280, zh, light",
        "form, 375, zh, dark",
        "form, 1280, en, light",
        "refused, 1280, zh, light",
        "refused, 375, en, dark",
        "sign-in, 1280, zh, light",
        "sign-in, 375, zh, dark",
        "nothing-here, 375, zh, light",
        "empty, 1280, zh, light"
    })
    void every_page_is_readable_for_everybody(
            String page, int width, String language, String scheme) {
        boolean phone = width < 500;
        try (Browser.Visitor visitor =
                browser.at("http://localhost:" + port)
                        .visitor(width, phone ? 780 : 800, scheme.equals("dark"))) {
            visitor.open("/gallery/" + page + "?lang=" + language);
            visitor.check("gallery-%s-%d-%s-%s".formatted(page, width, language, scheme));
            assertThat(visitor.page().content())
                    .as("keys without a sentence")
                    .doesNotContainPattern(
                            "(gallery\\.[a-z]+\\.|form\\.Gallery|web\\.case|enum\\.)");
        }
    }

    @Test
    void every_answer_carries_the_strict_headers() {
        try (Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor()) {
            Response page = visitor.page().navigate("/gallery/list");
            assertThat(page.headers())
                    .containsEntry("content-security-policy", Headers.POLICY)
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "same-origin");
            assertThat(page.text())
                    .doesNotContain("style=\"", "onclick=", "<style", "jsessionid")
                    .containsPattern("href=\"/app-[0-9a-f]{32}\\.css\"");
        }
    }

    @Test
    void a_page_that_fails_half_way_leaves_no_half_page_behind() {
        try (Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor()) {
            Response page = visitor.page().navigate("/gallery/broken");
            assertThat(page.status()).isEqualTo(500);
            assertThat(visitor.page().locator("h1").textContent()).startsWith("系统出现意外");
            assertThat(page.text()).doesNotContain("Exception", "at org.");
        }
    }

    @Test
    void a_case_is_printed_without_what_only_a_screen_needs() {
        try (Browser.Visitor visitor =
                browser.at("http://localhost:" + port).visitor(760, 1000, true)) {
            visitor.open("/gallery/case");
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            visitor.shot("gallery-case-print");
            assertThat(visitor.page().locator(".case-actions").isVisible()).isFalse();
            assertThat(visitor.page().locator(".masthead").isVisible()).isFalse();
            assertThat(visitor.page().locator("#ledger").isVisible()).isTrue();
        }
    }

    @Test
    void an_error_summary_leads_to_the_field() {
        try (Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor()) {
            visitor.open("/gallery/form");
            visitor.page().locator(".summary a").first().click();
            assertThat(visitor.page().evaluate("document.activeElement.name")).isEqualTo("purpose");
        }
    }

    @Test
    void a_form_can_be_posted_without_javascript_and_keeps_what_was_typed() {
        try (Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor()) {
            visitor.open("/gallery/blank");
            visitor.page().getByLabel("预计金额上限").fill("４８，０００");
            visitor.page().getByLabel("样品名称").fill("隔膜 𠮷 1 号");
            visitor.page().locator("main button[type=submit]").click();
            assertThat(visitor.page().getByLabel("样品名称").inputValue()).isEqualTo("隔膜 𠮷 1 号");
            assertThat(visitor.page().locator(".summary").isVisible()).isTrue();
        }
    }

    @Test
    void the_menu_opens_on_a_phone_without_a_mouse() {
        try (Browser.Visitor visitor =
                browser.at("http://localhost:" + port).visitor(375, 780, false)) {
            visitor.open("/gallery/list");
            visitor.page().locator(".menu-narrow > summary").focus();
            visitor.page().keyboard().press("Enter");
            visitor.check("gallery-menu-375");
            assertThat(visitor.page().locator(".menu-narrow nav").isVisible()).isTrue();
        }
    }

    @Test
    void rows_are_selected_and_the_bar_says_how_many() {
        try (Browser.Visitor visitor = browser.at("http://localhost:" + port).visitor()) {
            visitor.open("/gallery/list");
            visitor.page().locator("input[name=id]").first().check();
            visitor.page().locator("input[name=id]").nth(2).check();
            assertThat(visitor.page().locator("[data-count]").textContent()).isEqualTo("已选 2 条");
            visitor.check("gallery-list-selected");
        }
    }

    enum GalleryMode {
        ON_SITE,
        SAMPLES,
        PACKAGE
    }

    enum GalleryService {
        RESEARCH,
        TRANSFER,
        TESTING,
        TRAINING,
        OPENING
    }

    record GalleryOrder(
            GalleryMode mode,
            @Input(
                            kind = Input.Kind.TEXTAREA,
                            max = 500,
                            help = true,
                            source = "国科发基〔2018〕245号 第八条")
                    String purpose,
            String sample,
            @Input(from = 1, until = 200, unit = "form.unit.samples") int count,
            @Input(group = "gallery.group.money", help = true) Money ceiling,
            @Nullable LocalDate wanted,
            @Input(help = true, source = "长三角生态绿色一体化发展示范区条例 第三十七条")
                    java.util.Set<GalleryService> services,
            @Input(kind = Input.Kind.TEXTAREA) @Nullable String remark,
            @Input(accept = ".pdf,.jpg", help = true) @Nullable Upload scheme,
            boolean agreed) {

        GalleryOrder {
            if (!agreed) {
                throw new FieldError("agreed", "refusal.web.FIELD_REQUIRED.what");
            }
        }
    }

    record GalleryReturn(@Input(kind = Input.Kind.TEXTAREA, max = 300) String reason) {}

    record GalleryRate(@Input(kind = Input.Kind.RADIO) GalleryMode kind) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({WebSettings.class, Problems.class, ErrorPages.class, GalleryPages.class})
    static class Gallery {

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneId.of("Asia/Shanghai"));
        }

        @Bean
        Ids ids(Clock clock) {
            return new Ids(clock, new Random(7));
        }

        /// Without a database, so nothing can be counted.
        @Bean
        @Primary
        Shell shellOfGallery(
                ObjectProvider<MenuEntry> entries,
                ObjectProvider<Badge> badges,
                ObjectProvider<Alarm> alarms) {
            return new Shell(
                    entries, badges, alarms, wanted -> wanted.stream().map(_ -> 12).toList());
        }

        @Bean
        DivisionNames names() {
            return (division, language) ->
                    division.value().equals("340500")
                            ? Optional.of(
                                    language.getLanguage().equals("en") ? "Ma'anshan" : "马鞍山市")
                            : Optional.empty();
        }

        @Bean
        List<MenuEntry> menuOfGallery() {
            return List.of();
        }

        @Bean
        MenuEntry resources() {
            return new MenuEntry(
                    "gallery.menu.resources", "/gallery/resources", "microscope", 10, _ -> true);
        }

        @Bean
        MenuEntry orders() {
            return new MenuEntry(
                    "gallery.menu.orders",
                    "/gallery/list",
                    "clipboard-list",
                    20,
                    a -> !a.isVisitor());
        }

        @Bean
        MenuEntry vouchers() {
            return new MenuEntry(
                            "gallery.menu.vouchers",
                            "/gallery/vouchers",
                            "ticket",
                            30,
                            a -> !a.isVisitor())
                    .in("gallery.menu.money");
        }

        @Bean
        MenuEntry claims() {
            return new MenuEntry(
                            "gallery.menu.claims",
                            "/gallery/claims",
                            "receipt",
                            31,
                            a -> !a.isVisitor())
                    .in("gallery.menu.money");
        }

        @Bean
        MenuEntry rules() {
            return new MenuEntry("gallery.menu.rules", "/gallery/rules", "scale", 40, _ -> true);
        }

        @Bean
        MenuEntry notices() {
            return new MenuEntry(
                    "gallery.menu.notices", "/gallery/notices", "speakerphone", 50, _ -> true);
        }

        @Bean
        MenuEntry worklist() {
            return new MenuEntry(
                            "gallery.menu.worklist",
                            "/gallery/worklist",
                            "checklist",
                            1,
                            a -> !a.isVisitor())
                    .in(MenuEntry.TOP);
        }

        @Bean
        MenuEntry inbox() {
            return new MenuEntry(
                            "gallery.menu.inbox", "/gallery/inbox", "mail", 2, a -> !a.isVisitor())
                    .in(MenuEntry.TOP);
        }

        @Bean
        MenuEntry legal() {
            return new MenuEntry("gallery.menu.legal", "/gallery/legal", "file", 90, _ -> true)
                    .in(MenuEntry.FOOTER);
        }

        @Bean
        MenuEntry complaints() {
            return new MenuEntry(
                            "gallery.menu.complaints", "/gallery/complaints", "file", 91, _ -> true)
                    .in(MenuEntry.FOOTER);
        }

        @Bean
        Badge waiting() {
            return new Badge() {
                @Override
                public String menuKey() {
                    return "gallery.menu.worklist";
                }

                @Override
                public Optional<Count> count(Actor actor) {
                    return Optional.of(new Count("SELECT 12", Map.of()));
                }
            };
        }

        @Bean
        SecurityFilterChain everythingOpen(HttpSecurity http, Denials denials) throws Exception {
            return http.headers(Headers.strict())
                    .addFilterAfter(new SignedIn(), CsrfFilter.class)
                    .exceptionHandling(
                            e -> e.accessDeniedHandler(denials).authenticationEntryPoint(denials))
                    .build();
        }
    }

    record Person(Actor actor) implements ActingPrincipal {}

    /// Whoever does not look at the sign-in page is an engineer of a firm in Ma'anshan.
    static class SignedIn extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!request.getRequestURI().contains("sign-in")) {
                Actor actor =
                        new Actor(
                                "p-1",
                                "王敏（示例）",
                                Province.ANHUI,
                                List.of(
                                        new Membership(Role.FIRM_ENGINEER, "org-1"),
                                        new Membership(Role.FIRM_FINANCE, "org-1")),
                                null);
                TestingAuthenticationToken token =
                        new TestingAuthenticationToken(new Person(actor), "", "USER");
                SecurityContextHolder.getContext().setAuthentication(token);
            }
            chain.doFilter(request, response);
        }
    }

    @Controller
    static class GalleryPages {

        private final Forms forms;
        private final Words words;

        GalleryPages(Forms forms, Words words) {
            this.forms = forms;
            this.words = words;
        }

        @GetMapping("/gallery/case")
        String order(Model model) {
            model.addAttribute("view", order().withActions(engineer()));
            model.addAttribute("messageKey", forms.newKey());
            return "case";
        }

        @GetMapping("/gallery/officer")
        String officer(Model model) {
            model.addAttribute("view", order().withActions(officer()));
            model.addAttribute(Flash.NAME, Flash.done("已受理 ORD-20260302-7K3M9QW2XT，5 个工作日内办结。"));
            return "case";
        }

        @GetMapping("/gallery/list")
        String list(Model model, Address address) {
            Address seen =
                    address.has("province")
                            ? address
                            : address.with("province", "ANHUI", "SHANGHAI")
                                    .with("late", "true")
                                    .with("sort", "-amount");
            model.addAttribute("view", GalleryContent.list(seen, forms.newKey()));
            return "list";
        }

        @GetMapping("/gallery/broken")
        String broken(Model model) {
            // The list template needs a list.
            model.addAttribute("view", "nothing of the kind");
            return "list";
        }

        @GetMapping("/gallery/empty")
        String empty(Model model) {
            model.addAttribute(
                    "view",
                    ListView.at(Address.of("/gallery/empty"), "gallery.list.title")
                            .columns(ListColumn.of("gallery.column.number"))
                            .empty("gallery.list.empty")
                            .build());
            return "list";
        }

        @GetMapping("/gallery/blank")
        String blank(Model model) {
            return page(model, forms.describe(GalleryOrder.class));
        }

        @GetMapping("/gallery/form")
        String wrong(Model model) {
            Map<String, String[]> typed =
                    Map.of(
                            "mode", new String[] {"SAMPLES"},
                            "sample", new String[] {"锂离子电池隔膜（示例）"},
                            "count", new String[] {"240"},
                            "ceiling", new String[] {"四万八"},
                            "services", new String[] {"TESTING"},
                            "agreed", new String[] {"true"});
            return page(model, again(typed));
        }

        @PostMapping("/gallery/form")
        String post(Model model, HttpServletRequest request) {
            return page(model, again(request.getParameterMap()));
        }

        private FormView again(Map<String, String[]> typed) {
            return switch (forms.read(GalleryOrder.class, typed)) {
                case Read.Wrong<GalleryOrder> wrong ->
                        forms.describe(GalleryOrder.class, typed, wrong);
                case Read.Ok<GalleryOrder> ok -> forms.describe(ok.form());
            };
        }

        private String page(Model model, FormView form) {
            model.addAttribute("title", "gallery.form.title");
            model.addAttribute("intro", words.say("gallery.form.intro"));
            model.addAttribute("form", form);
            model.addAttribute("url", "/gallery/form");
            model.addAttribute("label", "gallery.form.send");
            return "form";
        }

        @GetMapping("/gallery/refused")
        String refused() {
            throw new RefusedException(
                    new Refusal(
                            "gallery.CEILING_REACHED",
                            Map.of(
                                    "possible", Money.yuan(12_000),
                                    "ceiling", Money.yuan(300_000),
                                    "used", Money.yuan(288_000)),
                            new RuleVersion("voucher.programme", "340500", 3, "马科〔2025〕41号")));
        }

        @GetMapping("/gallery/sign-in")
        String signIn(Model model) {
            model.addAttribute("to", "/orders");
            model.addAttribute(
                    "providers",
                    List.of(new LinkView("gallery.provider", "/oauth2/authorization/gov", null)));
            model.addAttribute("problem", words.explain(Refusal.of(WebReason.SIGN_IN)));
            return "login";
        }

        private CaseView order() {
            return GalleryContent.order(words);
        }

        private List<ActionView> engineer() {
            return List.of(
                    new ActionView(
                            "confirm",
                            "gallery.action.confirm",
                            true,
                            false,
                            null,
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7),
                    new ActionView(
                            "reject",
                            "gallery.action.reject",
                            false,
                            false,
                            forms.describe(GalleryReturn.class),
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7),
                    new ActionView(
                            "withdraw",
                            "gallery.action.withdraw",
                            false,
                            true,
                            null,
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7),
                    ActionView.impossible(
                            "claim", "gallery.action.claim", words.say("gallery.whynot.claim")),
                    ActionView.impossible(
                            "extend", "gallery.action.extend", words.say("gallery.whynot.extend")));
        }

        private List<ActionView> officer() {
            return List.of(
                    new ActionView(
                            "agree",
                            "gallery.action.agree",
                            true,
                            false,
                            forms.describe(GalleryRate.class),
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7),
                    new ActionView(
                            "return",
                            "gallery.action.return",
                            false,
                            false,
                            forms.describe(GalleryReturn.class),
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7),
                    new ActionView(
                            "revoke",
                            "gallery.action.revoke",
                            false,
                            true,
                            forms.describe(GalleryReturn.class),
                            "/gallery/form",
                            null,
                            forms.newKey(),
                            7));
        }
    }
}
