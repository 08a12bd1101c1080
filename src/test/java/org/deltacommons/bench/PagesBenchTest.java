package org.deltacommons.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The benchmark itself, in its shortest form: a real server process, real sign-ins, every page
/// answered. What it measures here says nothing and decides nothing.
class PagesBenchTest {

    @Test
    void a_short_run_answers_every_page_and_ends_with_its_results() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PagesBench.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PagesBench.Size(40, 1, 0.5));
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "RESULT portal_p99 ",
                        "RESULT search_vs_bare ",
                        "RESULT instrument_p99 ",
                        "RESULT order_vs_bare ",
                        "RESULT server_resident ");
        assertThat(text.lines().filter(line -> line.startsWith("RESULT ")))
                .allMatch(line -> line.matches("RESULT [a-z0-9_]+ \\d+\\.\\d\\d (ms|ratio|MiB)"));
    }
}
