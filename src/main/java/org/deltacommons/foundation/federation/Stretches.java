package org.deltacommons.foundation.federation;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.kernel.Province;

/// Stretches of feeds that were read lately, because all who follow a feed read the same ones soon
/// after each other. A fact never changes, so a stretch of which a later fact was seen is whole and
/// good for ever; the end of a feed is read anew each time. Memory that is needed is given back.
final class Stretches {

    static final int LENGTH = 256;

    /// Of each feed. A fact of some kinds is ten kilobytes read; sixteen of these of four feeds
    /// left a server of half a gigabyte collecting garbage all the time.
    private static final int KEPT = 2;

    /// From where facts come that are not in hand: above an index, oldest first.
    interface Source {
        List<Held> after(long after, int limit);
    }

    private static final class Feed {
        private long newest;
        private final Map<Long, SoftReference<List<Held>>> kept =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<Long, SoftReference<List<Held>>> eldest) {
                        return size() > KEPT;
                    }
                };
    }

    private final Map<Province, Feed> feeds = new EnumMap<>(Province.class);

    Stretches() {
        for (Province origin : Province.values()) {
            feeds.put(origin, new Feed());
        }
    }

    /// The same facts as the source has, as many as are wanted and there.
    List<Held> after(Province origin, long after, int limit, Source source) {
        Feed feed = Objects.requireNonNull(feeds.get(origin));
        List<Held> facts = new ArrayList<>();
        long position = after;
        // One reads, the others wait for it and find what it read.
        synchronized (feed) {
            while (facts.size() < limit && (position / LENGTH + 1) * LENGTH < feed.newest) {
                long stretch = position / LENGTH;
                for (Held fact : whole(feed, stretch, source)) {
                    if (fact.index() > position && facts.size() < limit) {
                        facts.add(fact);
                    }
                }
                position = (stretch + 1) * LENGTH;
            }
        }
        if (facts.size() < limit) {
            facts.addAll(source.after(position, limit - facts.size()));
        }
        if (!facts.isEmpty()) {
            synchronized (feed) {
                feed.newest = Math.max(feed.newest, facts.getLast().index());
            }
        }
        return facts;
    }

    /// A stretch has as many facts as it is long, or fewer where not all were meant for this node.
    private static List<Held> whole(Feed feed, long stretch, Source source) {
        SoftReference<List<Held>> kept = feed.kept.get(stretch);
        List<Held> facts = kept == null ? null : kept.get();
        if (facts == null) {
            long end = (stretch + 1) * LENGTH;
            facts =
                    source.after(stretch * LENGTH, LENGTH).stream()
                            .filter(fact -> fact.index() <= end)
                            .toList();
            feed.kept.put(stretch, new SoftReference<>(facts));
        }
        return facts;
    }
}
