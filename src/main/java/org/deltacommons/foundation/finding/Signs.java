package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/// One bit for each number of a vector: whether it lies above the middle of all vectors. Two
/// vectors that are near share most of them, and comparing 512 bits takes eight steps instead of
/// 512; a million vectors are 64 MB. Kept in memory only, segment by segment, and worked out when a
/// segment first shows up.
final class Signs {

    /// Vectors from which the middle is taken.
    private static final int SAMPLE = 4_096;

    private final float[] middle;
    private final List<IndexReader.CacheKey> keys;
    private final List<long[]> segments;

    private Signs(float[] middle, List<IndexReader.CacheKey> keys, List<long[]> segments) {
        this.middle = middle;
        this.keys = keys;
        this.segments = segments;
    }

    /// @param before those of an earlier state; what they know is used again
    static Signs of(List<LeafReaderContext> leaves, String field, @Nullable Signs before)
            throws IOException {
        float[] middle = before == null ? middle(leaves, field) : before.middle;
        Map<IndexReader.CacheKey, long[]> known = new HashMap<>();
        for (int i = 0; before != null && i < before.keys.size(); i++) {
            known.put(before.keys.get(i), before.segments.get(i));
        }
        List<IndexReader.CacheKey> keys =
                leaves.stream()
                        .map(leaf ->
                                Objects.requireNonNull(leaf.reader().getCoreCacheHelper()).getKey())
                        .toList();
        long[][] segments = new long[leaves.size()][];
        for (int i = 0; i < segments.length; i++) {
            long[] same = known.get(keys.get(i));
            segments[i] =
                    same == null
                            ? read(leaves.get(i).reader().getByteVectorValues(field), middle)
                            : same;
        }
        return new Signs(middle, keys, List.of(segments));
    }

    private static float[] middle(List<LeafReaderContext> leaves, String field) throws IOException {
        float[] sum = new float[0];
        int count = 0;
        for (LeafReaderContext leaf : leaves) {
            ByteVectorValues vectors = leaf.reader().getByteVectorValues(field);
            for (int i = 0; vectors != null && i < vectors.size() && count < SAMPLE; i++) {
                byte[] vector = vectors.vectorValue(i);
                sum = sum.length == 0 ? new float[vector.length] : sum;
                float length = length(vector);
                for (int at = 0; at < sum.length; at++) {
                    sum[at] += vector[at] / length;
                }
                count++;
            }
        }
        for (int at = 0; at < sum.length; at++) {
            sum[at] /= count;
        }
        return sum;
    }

    private static float length(byte[] vector) {
        long square = 0;
        for (byte one : vector) {
            square += (long) one * one;
        }
        return (float) Math.max(1, Math.sqrt(square));
    }

    private static long[] read(@Nullable ByteVectorValues vectors, float[] middle)
            throws IOException {
        int words = words(middle);
        long[] bits = new long[vectors == null ? 0 : vectors.size() * words];
        for (int i = 0; vectors != null && i < vectors.size(); i++) {
            sign(vectors.vectorValue(i), middle, bits, i * words);
        }
        return bits;
    }

    private static int words(float[] middle) {
        return (middle.length + Long.SIZE - 1) / Long.SIZE;
    }

    private static void sign(byte[] vector, float[] middle, long[] to, int from) {
        float length = length(vector);
        for (int at = 0; at < vector.length; at++) {
            if (vector[at] > middle[at] * length) {
                to[from + at / Long.SIZE] |= 1L << at % Long.SIZE;
            }
        }
    }

    /// The vectors that share most signs with one, by segment and in rising order.
    ///
    /// @param count so many at least, where there are as many
    int[][] near(byte[] vector, int count) {
        int words = words(middle);
        long[] asked = new long[words];
        sign(vector, middle, asked, 0);
        short[][] apart = new short[segments.size()][];
        int[] having = new int[middle.length + 1];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = apart(segments.get(i), asked, having);
        }
        int most = 0;
        for (int found = having[0]; found < count && most < middle.length; ) {
            found += having[++most];
        }
        int[][] near = new int[apart.length][];
        for (int i = 0; i < near.length; i++) {
            near[i] = within(apart[i], most);
        }
        return near;
    }

    /// How many signs each differs in.
    ///
    /// @param having how many differ in so many, counted on
    private static short[] apart(long[] bits, long[] asked, int[] having) {
        int words = asked.length;
        short[] apart = new short[bits.length / words];
        for (int i = 0; i < apart.length; i++) {
            int different = 0;
            for (int word = 0; word < words; word++) {
                different += Long.bitCount(bits[i * words + word] ^ asked[word]);
            }
            apart[i] = (short) different;
            having[different]++;
        }
        return apart;
    }

    private static int[] within(short[] apart, int most) {
        int[] near = new int[64];
        int count = 0;
        for (int i = 0; i < apart.length; i++) {
            if (apart[i] <= most) {
                near = ArrayUtil.grow(near, count + 1);
                near[count++] = i;
            }
        }
        return ArrayUtil.copyOfSubArray(near, 0, count);
    }
}
