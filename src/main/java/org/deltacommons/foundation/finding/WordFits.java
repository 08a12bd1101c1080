package org.deltacommons.foundation.finding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How well a word fits each document that has it, one after another. Documents that have it in the
/// same fields, as often and in texts as long fit equally well, so of a hundred thousand only some
/// thousand differ: where they are many, each is two bytes that name one of the values, and twice
/// as many words are kept in the same room.
final class WordFits {

    /// Fewer are kept as they are.
    private static final int PACKED_MIN = 4_096;

    /// Values at most; as many as two bytes name, less some room to find a free place.
    private static final int VALUES_MAX = 48 * 1_024;

    private static final int PLACES = 1 << 16;

    /// What none of the fits is.
    private static final int FREE = Float.floatToRawIntBits(Float.NaN);

    private final short @Nullable [] names;

    /// By name, or simply one after another.
    private final float[] values;

    private final float most;

    private WordFits(short @Nullable [] names, float[] values, float most) {
        this.names = names;
        this.values = values;
        this.most = most;
    }

    /// @param fits numbers, from now on these
    /// @param most the largest of them; 0 where there are none
    static WordFits of(float[] fits, float most) {
        return fits.length < PACKED_MIN ? new WordFits(null, fits, most) : packed(fits, most);
    }

    private static WordFits packed(float[] fits, float most) {
        int[] taken = new int[PLACES];
        Arrays.fill(taken, FREE);
        short[] names = new short[fits.length];
        int different = 0;
        for (int i = 0; i < fits.length; i++) {
            int bits = Float.floatToRawIntBits(fits[i]);
            int place = (bits * 0x9E3779B1) >>> 16;
            while (taken[place] != bits && taken[place] != FREE) {
                place = (place + 1) % PLACES;
            }
            if (taken[place] == FREE) {
                taken[place] = bits;
                if (++different > VALUES_MAX) {
                    return new WordFits(null, fits, most);
                }
            }
            names[i] = (short) place;
        }
        return new WordFits(names, renamed(names, taken, different), most);
    }

    /// Puts the values side by side, so that they lie near each other when they are read.
    private static float[] renamed(short[] names, int[] taken, int different) {
        float[] values = new float[different];
        short[] renamed = new short[PLACES];
        int next = 0;
        for (int place = 0; place < PLACES; place++) {
            if (taken[place] != FREE) {
                values[next] = Float.intBitsToFloat(taken[place]);
                renamed[place] = (short) next++;
            }
        }
        for (int i = 0; i < names.length; i++) {
            names[i] = renamed[Short.toUnsignedInt(names[i])];
        }
        return values;
    }

    int count() {
        return names == null ? values.length : names.length;
    }

    float at(int place) {
        return names == null ? values[place] : values[Short.toUnsignedInt(names[place])];
    }

    float most() {
        return most;
    }

    int bytes() {
        return values.length * Float.BYTES + (names == null ? 0 : names.length * Short.BYTES);
    }
}
