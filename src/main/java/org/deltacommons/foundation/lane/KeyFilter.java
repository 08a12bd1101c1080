package org.deltacommons.foundation.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/// In which segments a key may lie. Sixty-four segments share their bits: a word has one of each,
/// so that one walk over a key's words asks all of them at once and mostly ends after a few,
/// because the key was never answered. A segment is named wrongly for about one key in four
/// million.
final class KeyFilter {

    /// Answers counted off into one segment: few enough for its rows to be read, many enough for
    /// the words to be few.
    static final int SEGMENT = 1 << 14;

    private static final int BITS_A_KEY = 32;
    private static final int WORDS = SEGMENT * BITS_A_KEY;
    private static final int PROBES = 22;

    private final List<long[]> layers = new ArrayList<>();

    /// The segment of an answer.
    ///
    /// @param number how many answers of the home were given before it
    static long segment(long number) {
        return number / SEGMENT;
    }

    void add(UUID key, long segment) {
        int layer = Math.toIntExact(segment / Long.SIZE);
        while (layers.size() <= layer) {
            layers.add(new long[WORDS]);
        }
        long[] words = layers.get(layer);
        long bit = 1L << segment;
        long at = key.getMostSignificantBits();
        for (int i = 0; i < PROBES; i++) {
            words[word(at)] |= bit;
            at += key.getLeastSignificantBits() | 1;
        }
    }

    /// Names every segment in which the key may lie, and seldom another.
    void segments(UUID key, LongConsumer found) {
        for (int layer = 0; layer < layers.size(); layer++) {
            long bits = bits(layers.get(layer), key);
            while (bits != 0) {
                found.accept((long) layer * Long.SIZE + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
            }
        }
    }

    // The keys are parts of a hash: both halves are as good as two hash functions.
    private static long bits(long[] words, UUID key) {
        long bits = -1;
        long at = key.getMostSignificantBits();
        for (int i = 0; i < PROBES && bits != 0; i++) {
            bits &= words[word(at)];
            at += key.getLeastSignificantBits() | 1;
        }
        return bits;
    }

    private static int word(long at) {
        return (int) ((at ^ at >>> 32) & WORDS - 1);
    }
}
