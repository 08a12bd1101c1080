package org.deltacommons.foundation.federation.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 9162, section 2.1 (the same as that of RFC 6962), over SHA-256.
public final class Merkle {

    /// Bytes of a hash.
    public static final int HASH_BYTES = 32;

    private Merkle() {}

    /// The hashes of whole subtrees, from wherever they are kept.
    public interface Subtrees {
        /// The hash over the `2^height` leaves from `index * 2^height` on.
        ///
        /// @param height from 0, a leaf's own hash
        byte[] whole(int height, long index);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] sha256(byte[] data) {
        return sha256().digest(data);
    }

    /// The root of a tree without leaves.
    public static byte[] empty() {
        return sha256().digest();
    }

    /// @param data what the leaf is about; of a fact see [Entry]
    public static byte[] leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(data);
    }

    /// The hash over two subtrees.
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /// The root over the first leaves.
    ///
    /// @param size how many, from 0
    public static byte[] root(long size, Subtrees tree) {
        return size == 0 ? empty() : range(0, size, tree);
    }

    /// The siblings on the way from a leaf to the root, lowest first.
    ///
    /// @param index of the leaf, from 0
    /// @throws IllegalArgumentException if the tree has no such leaf
    public static List<byte[]> inclusion(long index, long size, Subtrees tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf %d of %d".formatted(index, size));
        }
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long until = size;
        while (until - from > 1) {
            long middle = from + split(until - from);
            if (index < middle) {
                path.addFirst(range(middle, until, tree));
                until = middle;
            } else {
                path.addFirst(range(from, middle, tree));
                from = middle;
            }
        }
        return path;
    }

    /// What shows that the smaller tree is where the larger one began.
    ///
    /// @param size1 of the smaller tree, from 1: that anything begins with nothing needs no proof
    /// @throws IllegalArgumentException unless 0 < size1 <= size2
    public static List<byte[]> consistency(long size1, long size2, Subtrees tree) {
        if (size1 < 1 || size1 > size2) {
            throw new IllegalArgumentException("no proof from %d to %d".formatted(size1, size2));
        }
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long until = size2;
        while (size1 != until) {
            long middle = from + split(until - from);
            if (size1 <= middle) {
                path.addFirst(range(middle, until, tree));
                until = middle;
            } else {
                path.addFirst(range(from, middle, tree));
                from = middle;
            }
        }
        // The smaller tree's root is known; what is only its right part is not.
        if (from > 0) {
            path.addFirst(range(from, until, tree));
        }
        return path;
    }

    /// @param from a multiple of the smallest power of two that is not below the range's length
    private static byte[] range(long from, long until, Subtrees tree) {
        long length = until - from;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return tree.whole(height, from >>> height);
        }
        long middle = from + split(length);
        return node(range(from, middle, tree), range(middle, until, tree));
    }

    /// The largest power of two below a length of at least two.
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
