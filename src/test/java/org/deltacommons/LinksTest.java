package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;

/// Whatever a page offers, its reader may open: people of every role go where the links lead.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class LinksTest {

    private static final int PAGES_MAX = 60;
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");

    /// Files, and what changes the language or ends the session.
    private static final Pattern NO_PAGE =
            Pattern.compile("format=|lang=|/calendar|\\.(ics|pdf|xlsx|csv)\\b");

    /// What tells one case, thing or page of a list from another of its kind.
    private static final Pattern ONE = Pattern.compile("\\?.*|\\w+-[\\w-]*\\d[\\w-]*|\\d{2,}");

    @Autowired private MockMvc web;
    @Autowired private Cast2026.Stage stage;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jiangpan.engineer",
                "jiangpan.finance",
                "shence.manager",
                "shence.operator",
                "shenpu.signatory",
                "mas.officer",
                "mas.treasury",
                "ah.officer",
                "ah.clearing",
                "ah.auditor",
                "ah.system",
                "ah.security",
                "ah.audit"
            })
    void nobody_is_led_to_what_is_refused_to_them(String who) throws Exception {
        List<String> refused = new ArrayList<>();
        Deque<String> ahead = new ArrayDeque<>(List.of("/", "/worklist"));
        Set<String> shapes = new HashSet<>();
        int pages = 0;
        while (!ahead.isEmpty() && pages++ < PAGES_MAX) {
            String address = ahead.remove();
            MockHttpServletResponse answer =
                    web.perform(get(URI.create(address)).with(as(stage.actor(who))))
                            .andReturn()
                            .getResponse();
            if (answer.getStatus() >= 400) {
                refused.add(answer.getStatus() + " " + address);
            }
            Matcher link = LINK.matcher(answer.getContentAsString());
            while (link.find()) {
                String next = HtmlUtils.htmlUnescape(link.group(1));
                if (!NO_PAGE.matcher(next).find()
                        && shapes.add(ONE.matcher(next).replaceAll("#"))) {
                    ahead.add(next);
                }
            }
        }
        assertThat(pages).isGreaterThan(20);
        assertThat(refused).isEmpty();
    }
}
