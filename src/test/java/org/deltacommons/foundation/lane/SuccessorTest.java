package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Whoever sees to it that a lane's head is let go while somebody waits for it.
class SuccessorTest {

    @Test
    void it_tries_again_as_long_as_somebody_waits_for_the_head() throws Exception {
        Semaphore tries = new Semaphore(0);
        DataSource busy =
                (DataSource)
                        Proxy.newProxyInstance(
                                DataSource.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (_, _, _) -> {
                                    tries.release();
                                    throw new SQLException("no connection is free");
                                });
        try (Successor _ = Successor.of(busy, 1, Duration.ofMillis(1))) {
            assertThat(tries.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
