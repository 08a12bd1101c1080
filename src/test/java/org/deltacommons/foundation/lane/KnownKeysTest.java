package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// The reading of the former keys, for which the first Units of an epoch wait.
class KnownKeysTest {

    /// It takes more memory than anything else at a lane's beginning.
    @Test
    void
            who_waits_for_keys_that_there_is_no_memory_for_is_told_so_and_the_next_has_them_read_again() {
        AtomicInteger readings = new AtomicInteger();
        DataSource full =
                (DataSource)
                        Proxy.newProxyInstance(
                                DataSource.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (_, _, _) -> {
                                    readings.incrementAndGet();
                                    throw new OutOfMemoryError("all keys at once");
                                });
        KnownKeys keys = new KnownKeys(full, Province.ANHUI);
        UUID key = new UUID(1, 2);
        for (int asked = 0; asked < 2; asked++) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () ->
                            assertThatThrownBy(() -> keys.segments(key, _ -> {}))
                                    .isInstanceOf(CompletionException.class)
                                    .hasCauseInstanceOf(OutOfMemoryError.class));
        }
        assertThat(readings.get()).isGreaterThanOrEqualTo(2);
    }
}
