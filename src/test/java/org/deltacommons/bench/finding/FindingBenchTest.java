package org.deltacommons.bench.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.deltacommons.bench.finding.Need.Part;
import org.deltacommons.foundation.finding.Finding.Way;
import org.junit.jupiter.api.Test;

/// The whole judged set, because a shorter one would not notice what a change spoils. The floors
/// are a little below what the benchmark printed when they were set; they move up with it.
class FindingBenchTest {

    @Test
    void needs_are_answered_no_worse_than_before_and_best_by_words_and_meaning_together()
            throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Map<Part, Map<Way, Scores>> scores =
                FindingBench.run(new PrintStream(printed, true, StandardCharsets.UTF_8), 1);
        for (Part part : Part.values()) {
            Scores words = scores.get(part).get(Way.WORDS);
            Scores meaning = scores.get(part).get(Way.MEANING);
            Scores both = scores.get(part).get(Way.BOTH);
            assertThat(words.ndcg()).as("%s words", part).isGreaterThan(0.69);
            assertThat(meaning.ndcg()).as("%s meaning", part).isGreaterThan(0.75);
            assertThat(both.ndcg())
                    .as("%s both", part)
                    .isGreaterThan(0.84)
                    .isGreaterThan(Math.max(words.ndcg(), meaning.ndcg()) + 0.05);
            assertThat(both.success3()).as("%s success at 3", part).isGreaterThan(0.92);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("RESULT "))
                .hasSize(4)
                .allMatch(line -> line.matches("RESULT [a-z0-9_]+ [01]\\.\\d{3} ratio"));
    }
}
