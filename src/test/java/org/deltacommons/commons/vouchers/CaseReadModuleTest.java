package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;

/// What people and machines read of a case: what it is called, in two languages, and who stands at
/// its steps.
@WaysContext
class CaseReadModuleTest {

    private static final Pattern STEP = Pattern.compile("<li class=\"step[^>]*>(.*?)</li>");
    private static final String IN_ENGLISH = "Field-emission SEM (argon-ion cross-section)";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;

    private Ways.Firm firm;
    private String voucher;
    private String order;
    private String zh;

    @BeforeEach
    void anOrderThatWaitsForItsProvider() {
        firm = desk.firm("340500");
        voucher = desk.granted(firm, "mas-2026", Money.yuan(10_000), "mas.officer");
        order = desk.placed(firm, desk.hours(firm, 2, voucher));
        zh = desk.order(order).wanted().resourceName();
    }

    private String answer(String address, String language, Actor reader) throws Exception {
        return web.perform(
                        get(address)
                                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                                .param("lang", language)
                                .with(as(reader)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void a_title_is_read_in_the_readers_language_in_the_case_and_in_lists() throws Exception {
        for (String address : List.of("/cases/order/" + order, "/worklist/sent", "/wallet")) {
            assertThat(answer(address, "en", firm.person()))
                    .as(address)
                    .contains(IN_ENGLISH)
                    .doesNotContain(zh);
            assertThat(answer(address, "zh", firm.person())).as(address).contains(zh);
        }
    }

    @Test
    void a_machine_gets_the_title_in_the_language_that_it_asks_for() throws Exception {
        Actor manager = desk.stage().actor("shence.manager");
        for (String address : List.of("/api/v1/cases/order/" + order, "/api/v1/worklist")) {
            Actor reader = address.endsWith(order) ? firm.person() : manager;
            assertThat(titles(answer(address, "en", reader)))
                    .as(address)
                    .contains(IN_ENGLISH)
                    .doesNotContain(zh);
            assertThat(titles(answer(address, "zh", reader))).as(address).contains(zh);
        }
    }

    /// The titles alone: the case's own data keep the names that they have.
    private static String titles(String json) {
        return Pattern.compile("\"title\":\"([^\"]*)\"")
                .matcher(json)
                .results()
                .map(one -> one.group(1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_step_that_is_over_names_who_ended_it() throws Exception {
        Actor officer = desk.stage().actor("mas.officer");
        String examined = step(answer("/cases/voucher/" + voucher, "zh", officer), "待审核");
        assertThat(examined).contains(officer.name()).doesNotContain(firm.person().name());
    }

    private static String step(String page, String label) {
        Matcher steps = STEP.matcher(page.replaceAll("\\s+", " "));
        while (steps.find()) {
            if (steps.group(1).contains(label)) {
                return steps.group(1);
            }
        }
        throw new AssertionError("no step " + label + " in " + page);
    }
}
