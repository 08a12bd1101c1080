package org.deltacommons.foundation.federation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.kernel.Province;

/// The tiles of one foreign feed as far as they were fetched. A tile only grows, so that a fetched
/// one answers for all that are shorter. Nothing is believed because it is here: who reads checks
/// it against a signed root, and what fails that is forgotten and fetched again.
final class PeerTiles {

    /// 8 KB each at most.
    private static final int KEPT = 256;

    private final Map<Tiles.At, byte[]> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tiles.At, byte[]> eldest) {
                    return size() > KEPT;
                }
            };

    /// The tiles of the feed when it had a size.
    Tiles at(PeerFeed peer, Province origin, long size) {
        return new Tiles((level, index) ->
                tile(peer, origin, level, index, Tiles.width(level, index, size)));
    }

    private Optional<byte[]> tile(
            PeerFeed peer, Province origin, int level, long index, int width) {
        int length = width * Merkle.HASH_BYTES;
        Tiles.At at = new Tiles.At(level, index);
        synchronized (kept) {
            byte[] here = kept.get(at);
            if (here != null && here.length >= length) {
                return Optional.of(Arrays.copyOf(here, length));
            }
        }
        Optional<byte[]> fetched =
                peer.tile(origin, level, index, width).filter(tile -> tile.length == length);
        synchronized (kept) {
            fetched.ifPresent(tile -> kept.put(at, tile));
        }
        return fetched;
    }

    void forget() {
        synchronized (kept) {
            kept.clear();
        }
    }
}
