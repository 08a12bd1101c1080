package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final Instant THEN = Instant.parse("2026-03-05T02:00:00Z");
    private final Heads heads = new Heads();

    private static Instant after(long seconds) {
        return THEN.plusSeconds(seconds);
    }

    @Test
    void the_lag_counts_from_when_the_oldest_head_that_is_not_dealt_with_was_seen() {
        heads.saw(SHANGHAI, 10, THEN);
        heads.saw(SHANGHAI, 10, after(1));
        heads.saw(SHANGHAI, 20, after(2));
        assertThat(heads.behind(SHANGHAI, 4)).isEqualTo(16);
        assertThat(heads.lag(SHANGHAI, 4, after(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(heads.lag(SHANGHAI, 10, after(5))).isEqualTo(Duration.ofSeconds(3));
        assertThat(heads.lag(SHANGHAI, 20, after(5))).isZero();
        assertThat(heads.behind(SHANGHAI, 20)).isZero();
        assertThat(heads.heard(SHANGHAI)).contains(after(2));
    }

    @Test
    void of_a_feed_that_was_never_heard_nothing_is_known() {
        assertThat(heads.heard(ANHUI)).isEmpty();
        assertThat(heads.behind(ANHUI, 0)).isZero();
        assertThat(heads.lag(ANHUI, 0, THEN)).isZero();
    }
}
