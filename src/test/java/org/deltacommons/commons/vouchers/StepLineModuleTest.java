package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// Who stands at the steps of a case.
@WaysContext
class StepLineModuleTest {

    private static final Pattern STEP = Pattern.compile("<li class=\"step[^>]*>(.*?)</li>");

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;

    @Test
    void a_step_that_is_over_names_who_ended_it() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-2026", Money.yuan(10_000), "mas.officer");
        Actor officer = desk.stage().actor("mas.officer");
        String page =
                web.perform(get("/cases/voucher/" + voucher).with(as(officer)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        String examined = step(page, "\u5f85\u5ba1\u6838");
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
