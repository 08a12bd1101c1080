package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// The chart of a budget is drawn in a real browser under the page's own policy, and the page with
/// it can be read by everybody.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
class BudgetChartTest {

    @LocalServerPort int port;
    @Autowired Cast2026.Stage stage;

    @Test
    void the_chart_is_drawn_without_a_complaint_of_the_browser() {
        try (Browser browser = Browser.start();
                Browser.Visitor officer = browser.at("http://localhost:" + port).visitor()) {
            officer.open("/sign-in");
            officer.page().locator("#username").fill("mas.officer");
            officer.page().locator("#password").fill(stage.password("mas.officer"));
            officer.page().locator("form[action='/sign-in'] button[type=submit]").click();
            officer.page().waitForLoadState(LoadState.LOAD);
            officer.open("/budgets/mas-2026");
            officer.page().waitForSelector("#budget-chart canvas");
            assertThat(officer.page().locator("#budget-chart canvas").boundingBox().height)
                    .isGreaterThan(300);
            assertThat(drawn(officer))
                    .as("no forecast yet, so no line of one")
                    .isEqualTo("累计核销 | 预算");
            officer.check("budget-year");
            officer.open("/budgets/mas-2026/replay?share=30&ceiling=").check("budget-replay");
        }
    }

    private static Object drawn(Browser.Visitor officer) {
        return officer.page()
                .evaluate(
                        """
                        () => echarts.getInstanceByDom(document.getElementById('budget-chart'))
                            .getOption().series.map((line) => line.name).join(' | ')
                        """);
    }
}
