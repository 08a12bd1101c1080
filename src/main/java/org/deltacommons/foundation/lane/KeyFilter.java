package org.deltacommons.foundation.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A Bloom filter over keys: what it has never met was never answered, and needs no look into the
/// database. Grows by further filters, each twice as large as the one before; a key is met wrongly
/// about once in a hundred times, which costs a look-up and nothing else.
final class KeyFilter {

    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int BITS_A_KEY = 12;
    private static final int PROBES = 6;

    private record Layer(long[] bits, int capacity) {

        static Layer of(int capacity) {
            return new Layer(new long[(int) ((long) capacity * BITS_A_KEY / Long.SIZE)], capacity);
        }

        // The keys are parts of a hash: both halves are as good as two hash functions.
        void add(UUID key) {
            long at = key.getMostSignificantBits();
            for (int i = 0; i < PROBES; i++) {
                int bit = bit(at);
                bits[bit >>> 6] |= 1L << bit;
                at += key.getLeastSignificantBits();
            }
        }

        boolean mayHold(UUID key) {
            long at = key.getMostSignificantBits();
            for (int i = 0; i < PROBES; i++) {
                int bit = bit(at);
                if ((bits[bit >>> 6] & 1L << bit) == 0) {
                    return false;
                }
                at += key.getLeastSignificantBits();
            }
            return true;
        }

        private int bit(long at) {
            return (int) Math.floorMod(at ^ at >>> 32, (long) bits.length * Long.SIZE);
        }
    }

    private final List<Layer> layers = new ArrayList<>(List.of(Layer.of(FIRST_CAPACITY)));
    private int inLast;

    void add(UUID key) {
        Layer last = layers.getLast();
        if (inLast == last.capacity()) {
            last = Layer.of(last.capacity() * 2);
            layers.add(last);
            inLast = 0;
        }
        last.add(key);
        inLast++;
    }

    boolean mayHold(UUID key) {
        for (Layer layer : layers) {
            if (layer.mayHold(key)) {
                return true;
            }
        }
        return false;
    }
}
