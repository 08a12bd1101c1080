package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.kernel.Province;

/// When this node saw which head of a foreign feed: how long what it has not dealt with has been
/// there to deal with. Of this run of the node only.
final class Heads {

    /// Heads that are remembered until they are dealt with. A node that is further behind is known
    /// to be behind since the oldest of them.
    private static final int KEPT = 1_000;

    private record Seen(long size, Instant at) {}

    private static final class Feed {
        private final Deque<Seen> ahead = new ArrayDeque<>();
        private Seen last = new Seen(0, Instant.EPOCH);
    }

    private final Map<Province, Feed> feeds = new ConcurrentHashMap<>();

    void saw(Province origin, long size, Instant now) {
        Feed feed = feeds.computeIfAbsent(origin, _ -> new Feed());
        synchronized (feed) {
            if (size > feed.last.size() && feed.ahead.size() < KEPT) {
                feed.ahead.addLast(new Seen(size, now));
            }
            feed.last = new Seen(Math.max(size, feed.last.size()), now);
        }
    }

    /// When the peer last showed a head that its home signed.
    Optional<Instant> heard(Province origin) {
        Feed feed = feeds.get(origin);
        if (feed == null) {
            return Optional.empty();
        }
        synchronized (feed) {
            return Optional.of(feed.last.at());
        }
    }

    /// Facts that are signed and not dealt with here.
    long behind(Province origin, long position) {
        Feed feed = feeds.get(origin);
        if (feed == null) {
            return 0;
        }
        synchronized (feed) {
            return Math.max(0, feed.last.size() - position);
        }
    }

    /// Since when there was something to deal with; nothing when all is dealt with.
    Duration lag(Province origin, long position, Instant now) {
        Feed feed = feeds.get(origin);
        if (feed == null) {
            return Duration.ZERO;
        }
        synchronized (feed) {
            while (!feed.ahead.isEmpty() && feed.ahead.getFirst().size() <= position) {
                feed.ahead.removeFirst();
            }
            return feed.ahead.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(feed.ahead.getFirst().at(), now);
        }
    }
}
