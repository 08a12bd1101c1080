package org.deltacommons.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The benchmark itself, in its shortest form: both indexes built, both asked. What it measures
/// here says nothing and decides nothing.
class SearchBenchTest {

    @Test
    void a_short_run_asks_ours_and_the_database_and_ends_with_its_results() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SearchBench.Size words = new SearchBench.Size(300, 0, 1, 5, 0, false);
        SearchBench.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                List.of(words, SearchBench.Size.TINY),
                SearchBench.Size.TINY);
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "PostgreSQL, GIN over trigrams",
                        "RESULT top20_p99_at_300 ",
                        "RESULT top20_vs_postgres ",
                        "RESULT facets_vs_postgres ",
                        "RESULT suggest_vs_trigrams ",
                        "RESULT hybrid_p99 ",
                        "RESULT users8_p99 ",
                        "RESULT memory_gib ",
                        "RESULT change_found_p99 ");
        assertThat(text.lines().dropWhile(line -> !line.startsWith("RESULT ")))
                .allMatch(line -> line.startsWith("RESULT "));
        assertThat(text.lines().filter(line -> line.startsWith("RESULT ")))
                .allMatch(line -> line.matches("RESULT [a-z0-9_]+ \\d+\\.\\d{2,3} (ms|ratio|GiB)"));
    }
}
