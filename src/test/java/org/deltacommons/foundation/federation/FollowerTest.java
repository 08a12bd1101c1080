package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A thread that follows a feed goes on whatever happens to it.
class FollowerTest {

    @Test
    void a_follower_goes_on_after_an_error() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        try (Follower _ =
                new Follower(
                                "goes-on",
                                () -> {
                                    if (rounds.incrementAndGet() == 1) {
                                        throw new NoClassDefFoundError("a class of the round");
                                    }
                                    again.countDown();
                                    return false;
                                })
                        .start()) {
            assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
