package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltacommons.foundation.federation.proof.Merkle;

/// A tree in tiles of 256 hashes, as C2SP's `tlog-tiles` cuts it: a tile's hashes are those of the
/// whole tiles below it, at level 0 those of the leaves. A tile only grows, so that what it was at
/// an earlier size is its beginning.
final class Tiles implements Merkle.Subtrees {

    static final int WIDTH = 256;
    static final int HEIGHT = 8;

    /// Where a tile is.
    ///
    /// @param level from 0, the leaves'
    record At(int level, long index) implements Comparable<At> {
        @Override
        public int compareTo(At other) {
            int byLevel = Integer.compare(level, other.level);
            return byLevel != 0 ? byLevel : Long.compare(index, other.index);
        }
    }

    /// From where tiles are read that are not in hand.
    interface Source {
        /// @return the hashes one after the other, as many as there are
        Optional<byte[]> tile(int level, long index);
    }

    private final Source source;
    private final Map<At, byte[]> read = new TreeMap<>();
    private final Map<At, byte[]> changed = new TreeMap<>();

    Tiles(Source source) {
        this.source = source;
    }

    /// How wide a tile is in a tree of that size; 0 where there is none.
    static int width(int level, long index, long size) {
        long hashes = level >= 8 ? 0 : size >>> (HEIGHT * level);
        return (int) Math.clamp(hashes - index * WIDTH, 0, WIDTH);
    }

    private byte[] tile(int level, long index) {
        At at = new At(level, index);
        byte[] mine = changed.get(at);
        return mine != null
                ? mine
                : read.computeIfAbsent(
                        at, _ -> source.tile(level, index).orElseGet(() -> new byte[0]));
    }

    @Override
    public byte[] whole(int height, long index) {
        int level = height / HEIGHT;
        int above = height % HEIGHT;
        long first = index << above;
        byte[] hashes = tile(level, first / WIDTH);
        int from = (int) (first % WIDTH);
        int count = 1 << above;
        if (hashes.length < (from + count) * Merkle.HASH_BYTES) {
            throw new IllegalStateException(
                    "tile %d/%d has %d bytes".formatted(level, first / WIDTH, hashes.length));
        }
        return root(hashes, from, count);
    }

    /// @param count a power of two
    private static byte[] root(byte[] hashes, int from, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(
                    hashes, from * Merkle.HASH_BYTES, (from + 1) * Merkle.HASH_BYTES);
        }
        int half = count / 2;
        return Merkle.node(root(hashes, from, half), root(hashes, from + half, half));
    }

    /// Puts leaves to the right of those that are there.
    ///
    /// @param size how many there are
    void append(long size, List<byte[]> leafHashes) {
        append(0, size, leafHashes);
    }

    private void append(int level, long size, List<byte[]> hashes) {
        List<byte[]> above = new ArrayList<>();
        int done = 0;
        while (done < hashes.size()) {
            long position = size + done;
            long index = position / WIDTH;
            byte[] before = tile(level, index);
            if (before.length != position % WIDTH * Merkle.HASH_BYTES) {
                throw new IllegalStateException(
                        "tile %d/%d has %d bytes before hash %d"
                                .formatted(level, index, before.length, position));
            }
            int more = (int) Math.min(WIDTH - position % WIDTH, hashes.size() - done);
            byte[] now = Arrays.copyOf(before, before.length + more * Merkle.HASH_BYTES);
            for (int i = 0; i < more; i++) {
                System.arraycopy(
                        hashes.get(done + i),
                        0,
                        now,
                        before.length + i * Merkle.HASH_BYTES,
                        Merkle.HASH_BYTES);
            }
            changed.put(new At(level, index), now);
            if (now.length == WIDTH * Merkle.HASH_BYTES) {
                above.add(root(now, 0, WIDTH));
            }
            done += more;
        }
        if (!above.isEmpty()) {
            append(level + 1, size / WIDTH, above);
        }
    }

    /// What has to be stored.
    Map<At, byte[]> changed() {
        return changed;
    }
}
