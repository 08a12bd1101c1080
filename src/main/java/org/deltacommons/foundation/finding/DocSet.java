package org.deltacommons.foundation.finding;

import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/// Some documents of one reading: one bit for each, segment by segment. A hundred thousand
/// documents are 12.5 kB, and a set of them is cut with another, or counted, in microseconds.
final class DocSet {

    private final FixedBitSet[] segments;

    /// @param segments in the order of the reading's own; from now on this set's
    DocSet(FixedBitSet[] segments) {
        this.segments = segments;
    }

    FixedBitSet in(int segment) {
        return segments[segment];
    }

    DocSet copy() {
        FixedBitSet[] copies = new FixedBitSet[segments.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = segments[i].clone();
        }
        return new DocSet(copies);
    }

    /// Leaves only what is in the other too.
    ///
    /// @return this
    DocSet keep(DocSet other) {
        for (int i = 0; i < segments.length; i++) {
            segments[i].and(other.segments[i]);
        }
        return this;
    }

    /// Adds what is in the other.
    ///
    /// @return this
    DocSet add(DocSet other) {
        for (int i = 0; i < segments.length; i++) {
            segments[i].or(other.segments[i]);
        }
        return this;
    }

    long count() {
        long count = 0;
        for (FixedBitSet segment : segments) {
            count += segment.cardinality();
        }
        return count;
    }

    boolean isEmpty() {
        for (FixedBitSet segment : segments) {
            if (!segment.scanIsEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// What at least so many of the sets have; at least one is asked for.
    static DocSet atLeast(int needed, List<DocSet> sets) {
        FixedBitSet[] found = new FixedBitSet[sets.getFirst().segments.length];
        for (int i = 0; i < found.length; i++) {
            int segment = i;
            List<FixedBitSet> bits = sets.stream().map(set -> set.in(segment)).toList();
            found[i] = atLeast(needed, bits, bits.getFirst().length());
        }
        return new DocSet(found);
    }

    /// Counts for sixty-four documents at once: digit `d` of all their counts, as binary numbers,
    /// is one word; adding a set carries from digit to digit.
    private static FixedBitSet atLeast(int needed, List<FixedBitSet> sets, int length) {
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(sets.size());
        FixedBitSet found = new FixedBitSet(length);
        long[] words = found.getBits();
        long[] count = new long[digits];
        for (int word = 0; word < words.length; word++) {
            java.util.Arrays.fill(count, 0);
            for (FixedBitSet set : sets) {
                long carry = set.getBits()[word];
                for (int digit = 0; carry != 0; digit++) {
                    long sum = count[digit] ^ carry;
                    carry &= count[digit];
                    count[digit] = sum;
                }
            }
            words[word] = notLess(count, needed);
        }
        return found;
    }

    /// Compares all sixty-four counts with one number, from the highest digit down.
    private static long notLess(long[] count, int number) {
        long greater = 0;
        long equal = -1;
        for (int digit = count.length - 1; digit >= 0; digit--) {
            long wanted = (number >> digit & 1) == 1 ? -1 : 0;
            greater |= equal & count[digit] & ~wanted;
            equal &= ~(count[digit] ^ wanted);
        }
        return greater | equal;
    }
}
