package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import org.deltacommons.Browser;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The public pages in a real browser: no serious fault for those who cannot see, facets without a
/// reload, the same page without JavaScript.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ResourceLooksTest {

    @LocalServerPort int port;
    @Autowired Catalogue catalogue;
    @Autowired RuleSeed rules;
    @Autowired Followers followers;
    @Autowired Finding finding;

    @Test
    void public_pages_are_accessible_and_facets_work() {
        rules.load();
        catalogue.load();
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        finding.refresh();
        String sem = "/resources/" + Resource.idOf("org-sc-micro", "SC-SEM-001");
        try (Browser browser = Browser.start().at("http://localhost:" + port)) {
            Map<String, String> pages =
                    Map.of(
                            "finding", "/finding?q=负极片循环后开裂",
                            "resources", "/resources",
                            "resource", sem,
                            "provider", "/providers/org-sc-micro");
            for (int width : new int[] {1280, 375}) {
                pages.forEach((name, at) -> {
                    try (Browser.Visitor visitor = browser.visitor(width, 900, false)) {
                        visitor.open(at).check("resources-" + name + "-" + width);
                    }
                });
            }
            try (Browser.Visitor visitor = browser.visitor()) {
                Page page = visitor.open("/finding?q=电镜").page();
                page.locator(".facet-value", new Page.LocatorOptions().setHasText("安徽省"))
                        .first()
                        .click();
                page.waitForURL(url -> url.contains("province=340000"));
                assertThat(page.locator(".chip").first().innerText()).contains("安徽省");
                visitor.check("resources-faceted");
                page.locator(".foot a[hreflang=en]").click();
                page.waitForURL(url -> url.contains("lang=en"));
                assertThat(page.url()).contains("province=340000").contains("q=");
                assertThat(page.locator(".chip").first().innerText()).contains("Anhui");
                page.goBack();
                page.goBack();
                page.waitForURL(url -> !url.contains("province"));
                assertThat(page.locator(".foot a[hreflang]").getAttribute("href"))
                        .as("the address that the back button restored")
                        .doesNotContain("province");
            }
        }
    }
}
