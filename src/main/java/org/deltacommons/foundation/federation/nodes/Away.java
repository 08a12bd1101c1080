package org.deltacommons.foundation.federation.nodes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a peer answers, and when one that did not is asked again: after half a second, then
/// twice that, up to ten seconds, each time a random part less, so that those who wait for a node
/// do not all come at once.
final class Away {

    private static final Logger LOG = LoggerFactory.getLogger(Away.class);
    private static final long FIRST_MS = 500;
    private static final long MOST_MS = 10_000;

    private final String name;
    private final Clock clock;
    private final RandomGenerator random;
    private boolean closed;
    private int failures;
    private long askAgain;
    private @Nullable Instant heard;
    private @Nullable Instant silent;
    private @Nullable String error;

    Away(String name, Clock clock, RandomGenerator random) {
        this.name = name;
        this.clock = clock;
        this.random = random;
        this.askAgain = System.nanoTime();
    }

    synchronized boolean isTimeToAsk() {
        return !closed && (failures == 0 || System.nanoTime() - askAgain >= 0);
    }

    /// Whether the node is not to be asked at all.
    synchronized void close(boolean now) {
        closed = now;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void heard() {
        if (failures > 0) {
            LOG.info("The node of {} answers again", name);
        }
        failures = 0;
        silent = null;
        heard = clock.instant();
        error = null;
    }

    /// Several questions may fail of one cause; only the first after a pause makes the next longer.
    synchronized void failed(Exception why) {
        if (failures > 0 && !isTimeToAsk()) {
            return;
        }
        if (failures == 0) {
            LOG.warn("The node of {} does not answer: {}", name, why.toString());
        }
        if (failures == 0) {
            silent = heard == null ? clock.instant() : heard;
        }
        failures++;
        error = why.toString();
        askAgain = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs(failures, random));
    }

    /// @param failures how often in a row, from 1
    static long pauseMs(int failures, RandomGenerator random) {
        long full = Math.min(MOST_MS, FIRST_MS << Math.min(failures - 1, 10));
        return full / 2 + random.nextLong(full / 2 + 1);
    }

    /// Returns when the peer may be asked again.
    void pause() {
        long left;
        synchronized (this) {
            left =
                    closed
                            ? TimeUnit.MILLISECONDS.toNanos(FIRST_MS)
                            : failures == 0 ? 0 : askAgain - System.nanoTime();
        }
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    synchronized boolean isAway() {
        return failures > 0;
    }

    /// When it was last heard, or first not heard if it never was; empty while it answers.
    synchronized Optional<Instant> silentSince() {
        return Optional.ofNullable(silent);
    }

    synchronized boolean isHeard() {
        return failures == 0 && heard != null;
    }

    /// What the peer last failed with; empty while it answers.
    synchronized Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /// Since when nothing was heard; empty if never anything was.
    synchronized Optional<Duration> silence() {
        return Optional.ofNullable(heard).map(then -> Duration.between(then, clock.instant()));
    }
}
