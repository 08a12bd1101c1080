package org.deltacommons.surface.notices.complaints;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// How often one may knock: five complaints an hour from one address, two hundred from all. Counted
/// by each instance for itself, in memory: it keeps a flood out, not a determined clerk.
@Component
final class DoorLimit {

    static final int AN_HOUR = 5;
    private static final int ALL_AN_HOUR = 200;
    private static final int ADDRESSES_MAX = 50_000;
    private static final String ALL = "";

    private final Cache<String, AtomicInteger> counts;

    DoorLimit(Clock clock) {
        this.counts =
                Caffeine.newBuilder()
                        .expireAfterWrite(Duration.ofHours(1))
                        .maximumSize(ADDRESSES_MAX)
                        .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                        .build();
    }

    /// Counts one more from this address.
    ///
    /// @return false if it is one too many
    boolean admits(String address) {
        return count(address) <= AN_HOUR && count(ALL) <= ALL_AN_HOUR;
    }

    private int count(String of) {
        return counts.get(of, _ -> new AtomicInteger()).incrementAndGet();
    }
}
