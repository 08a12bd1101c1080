package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemonstrationClockTest {

    /// 1 December, half past one in the morning in Shanghai; still 30 November in UTC.
    private static final Clock REAL =
            Clock.fixed(Instant.parse("2026-11-30T17:30:00Z"), ZoneOffset.UTC);

    @Test
    void a_demonstration_lives_on_its_day_at_the_hour_that_it_is() {
        assertThat(DemonstrationClock.of("2026-03-02", REAL).instant())
                .isEqualTo(Instant.parse("2026-03-01T17:30:00Z"));
        assertThat(DemonstrationClock.of(" 2027-01-01 ", REAL).instant())
                .isEqualTo(Instant.parse("2026-12-31T17:30:00Z"));
    }

    @Test
    void without_a_day_it_is_today() {
        assertThat(DemonstrationClock.of("", REAL)).isSameAs(REAL);
    }

    @Test
    void what_is_no_day_is_refused_with_an_example() {
        assertThatThrownBy(() -> DemonstrationClock.of("2026-02-30", REAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 2026-03-02");
    }
}
