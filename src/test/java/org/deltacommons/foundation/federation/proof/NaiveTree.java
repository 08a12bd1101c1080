package org.deltacommons.foundation.federation.proof;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The definitions of RFC 9162, section 2.1, word by word: lists of leaves, recursion, no thought
/// for speed.
final class NaiveTree {

    private NaiveTree() {}

    static byte[] hash(int prefix, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (prefix >= 0) {
            all.write(prefix);
        }
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// MTH(D[n])
    static byte[] root(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> hash(-1);
            case 1 -> hash(0, leaves.getFirst());
            default -> {
                int k = split(leaves.size());
                yield hash(1, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
            }
        };
    }

    /// PATH(m, D[n])
    static List<byte[]> inclusion(int m, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? and(inclusion(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : and(inclusion(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    /// PROOF(m, D[n])
    static List<byte[]> consistency(int m, List<byte[]> leaves) {
        return part(m, leaves, true);
    }

    /// SUBPROOF(m, D[n], b)
    private static List<byte[]> part(int m, List<byte[]> leaves, boolean known) {
        int n = leaves.size();
        if (m == n) {
            return known ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? and(part(m, leaves.subList(0, k), known), root(leaves.subList(k, n)))
                : and(part(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static List<byte[]> and(List<byte[]> path, byte[] last) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    /// The same leaves as the tree of the house wants them.
    static Merkle.Subtrees subtrees(List<byte[]> leaves) {
        return (height, index) ->
                root(leaves.subList((int) index << height, (int) (index + 1) << height));
    }
}
