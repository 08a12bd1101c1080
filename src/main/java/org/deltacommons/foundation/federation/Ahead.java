package org.deltacommons.foundation.federation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.deltacommons.kernel.Province;

/// Asks a peer for the next stretch while the one before is being kept, so that the peer, the wire
/// and this node's database work beside each other. One stretch a feed, by one follower.
final class Ahead {

    private record Asked(long after, FutureTask<PeerFeed.Stretch> answer) {}

    private final PeerFeed peer;
    private final Supplier<Set<Province>> readers;
    private final int batch;
    private final Map<Province, Asked> asked = new EnumMap<>(Province.class);

    Ahead(PeerFeed peer, Supplier<Set<Province>> readers, int batch) {
        this.peer = peer;
        this.readers = readers;
        this.batch = batch;
    }

    /// The stretch after a position: the one that was asked for, or a fresh one.
    ///
    /// @param size how far the feed's head was verified; what lies beyond is not asked for
    PeerFeed.Stretch of(Province origin, long position, long size) {
        Asked before = asked.remove(origin);
        if (before != null && before.after() == position) {
            try {
                PeerFeed.Stretch stretch = before.answer().get();
                if (stretch.upTo() > position) {
                    return stretch;
                }
            } catch (ExecutionException _) {
                // Asked again below, where whoever follows hears of it.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return new PeerFeed.Stretch(java.util.List.of(), position);
            }
        }
        return fetch(origin, position, size);
    }

    /// Begins to fetch what comes after a position, if a whole stretch of it was verified. A feed
    /// whose end is near is asked for when it has been reached: what is new by then comes with it.
    void ask(Province origin, long position, long size) {
        if (size - position < batch) {
            return;
        }
        FutureTask<PeerFeed.Stretch> answer = new FutureTask<>(() -> fetch(origin, position, size));
        asked.put(origin, new Asked(position, answer));
        Thread.ofVirtual().name("ahead-" + origin).start(answer);
    }

    private PeerFeed.Stretch fetch(Province origin, long position, long size) {
        return peer.after(origin, position, readers.get(), (int) Math.min(batch, size - position));
    }
}
