package org.deltacommons.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three of the hundred kills of `bin/soak crash`. A seed is one story: `-Ddelta.story=7` tells a
/// similar one again.
class CrashSoakTest {

    @Test
    void after_three_kills_what_was_acknowledged_is_there_once_and_the_rest_wholly_or_not_at_all(
            @TempDir Path place) throws Exception {
        CrashSoak.Result result =
                CrashSoak.run(
                        System.out,
                        CrashSoak.Size.of(2, 1, 0, 0),
                        Long.getLong("delta.story", 20260305L),
                        place);
        assertThat(result.findings()).isEmpty();
        assertThat(result.broken()).isEmpty();
        assertThat(result.kills()).isEqualTo(3);
        // A soak in which nothing happened would prove nothing.
        assertThat(result.acknowledged()).containsKeys("order.place", "order.cancel");
    }
}
