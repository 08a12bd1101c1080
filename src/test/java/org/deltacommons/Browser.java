package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, headless, for page tests and journeys. One per test class; each person gets a
/// context of their own.
///
/// ```java
/// try (Browser browser = Browser.start()) {
///     Browser.Visitor clerk = browser.at("http://localhost:" + port).visitor();
///     clerk.open("/orders");
///     clerk.page().getByLabel("数量").fill("3");
///     clerk.check("orders-list");   // screenshot and axe
/// }
/// ```
public final class Browser implements AutoCloseable {

    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--lang=zh-CN",
                    "--font-render-hinting=none");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private String origin = "";

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser start() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        environment.put("LANGUAGE", "zh_CN");
        environment.put(
                "PLAYWRIGHT_NODEJS_PATH",
                System.getenv().getOrDefault("PLAYWRIGHT_NODEJS_PATH", found("node")));
        Playwright playwright =
                Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of(found("chromium")))
                                        .setHeadless(true)
                                        .setArgs(FLAGS)));
    }

    private static String found(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(program + " is not installed"))
                .toString();
    }

    /// Where the pages are served, such as `http://localhost:8080`.
    public Browser at(String address) {
        origin = address;
        return this;
    }

    /// Somebody at a desk, reading Chinese.
    public Visitor visitor() {
        return visitor(1280, 800, false);
    }

    public Visitor visitor(int width, int height, boolean dark) {
        BrowserContext context =
                chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setBaseURL(origin)
                                .setViewportSize(width, height)
                                .setLocale("zh-CN")
                                .setTimezoneId("Asia/Shanghai")
                                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
        return new Visitor(context, context.newPage());
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /// One person with a browser of their own. Complaints of the browser (scripts or styles that
    /// the policy blocks, files that are missing) are collected and fail [#check].
    public static final class Visitor implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        Visitor(BrowserContext context, Page page) {
            this.context = context;
            this.page = page;
            page.setDefaultTimeout(90_000);
            page.onConsoleMessage(message -> {
                boolean refusedPage = message.text().startsWith("Failed to load resource");
                if (message.type().equals("error") && !refusedPage) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.onResponse(response -> {
                String kind = response.request().resourceType();
                if (response.status() >= 400 && !kind.equals("document")) {
                    complaints.add(response.status() + " " + response.url());
                }
            });
        }

        public Page page() {
            return page;
        }

        public Visitor open(String address) {
            page.navigate(address);
            return this;
        }

        /// The whole page as `target/screenshots/<name>.png`, in a window as high as the page, so
        /// that what sticks to an edge stays at it.
        public Visitor shot(String name) {
            ViewportSize window = page.viewportSize();
            Object height = page.evaluate("document.documentElement.scrollHeight");
            page.setViewportSize(
                    window.width, Math.max(window.height, ((Number) height).intValue()));
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(SHOTS.resolve(name + ".png"))
                            .setFullPage(true));
            page.setViewportSize(window.width, window.height);
            return this;
        }

        /// A screenshot, and a failure for every serious or critical violation axe finds, for what
        /// the browser complained about, and for a page wider than its window.
        public Visitor check(String name) {
            shot(name);
            assertThat(complaints).as("complaints of the browser on %s", name).isEmpty();
            assertThat(violations()).as("violations on %s", name).isEmpty();
            Object overflow =
                    page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) overflow).intValue()).as("overflow of %s in px", name).isZero();
            return this;
        }

        private List<String> violations() {
            return new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .filter(rule ->
                                    List.of("serious", "critical").contains(rule.getImpact()))
                            .flatMap(Visitor::told)
                            .toList();
        }

        private static Stream<String> told(Rule rule) {
            return rule.getNodes().stream()
                    .limit(4)
                    .map(node ->
                            "%s: %s — %s"
                                    .formatted(
                                            rule.getId(),
                                            node.getTarget(),
                                            node.getFailureSummary()));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
