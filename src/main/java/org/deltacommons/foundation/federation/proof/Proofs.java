package org.deltacommons.foundation.federation.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Judges bare proofs as RFC 9162, sections 2.1.3.2 and 2.1.4.2, says. Where the RFC leaves a case
/// open, the verifier of transparency-dev/merkle decides. Indexes and sizes are unsigned.
public final class Proofs {

    private Proofs() {}

    /// @param index of the leaf, from 0
    /// @param leafHash the leaf's own hash, see [Merkle#leaf]
    public static ProofResult inclusion(
            long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (Long.compareUnsigned(index, size) >= 0) {
            return ProofResult.INDEX_BEYOND_SIZE;
        }
        if (leafHash.length != Merkle.HASH_BYTES || !haveLengths(proof)) {
            return ProofResult.HASH_LENGTH;
        }
        long leaf = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return ProofResult.PROOF_LENGTH;
            }
            if (isRight(leaf) || leaf == last) {
                hash = Merkle.node(sibling, hash);
                int up = levelsWithoutSibling(leaf);
                leaf >>>= up;
                last >>>= up;
            } else {
                hash = Merkle.node(hash, sibling);
            }
            leaf >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return ProofResult.PROOF_LENGTH;
        }
        return MessageDigest.isEqual(hash, root) ? ProofResult.VALID : ProofResult.ROOT_DIFFERS;
    }

    /// A proof from a tree without leaves says nothing and is refused, as transparency-dev/merkle
    /// does: anything begins with nothing, whatever its root.
    public static ProofResult consistency(
            long size1, long size2, byte[] root1, byte[] root2, List<byte[]> proof) {
        if (Long.compareUnsigned(size1, size2) > 0) {
            return ProofResult.SIZE_SHRINKS;
        }
        if (size1 == 0) {
            return ProofResult.FROM_NOTHING;
        }
        if (size1 == size2) {
            if (!proof.isEmpty()) {
                return ProofResult.PROOF_LENGTH;
            }
            // Two equal roots are equal whatever they are; nothing is computed from them.
            return MessageDigest.isEqual(root1, root2)
                    ? ProofResult.VALID
                    : ProofResult.ROOT_DIFFERS;
        }
        if (proof.isEmpty()) {
            return ProofResult.PROOF_LENGTH;
        }
        if (root1.length != Merkle.HASH_BYTES
                || root2.length != Merkle.HASH_BYTES
                || !haveLengths(proof)) {
            return ProofResult.HASH_LENGTH;
        }
        return grown(size1, size2, root1, root2, proof);
    }

    private static ProofResult grown(
            long size1, long size2, byte[] root1, byte[] root2, List<byte[]> proof) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(size1) == 1) {
            path.addFirst(root1);
        }
        int whole = Long.numberOfTrailingZeros(size1);
        long leaf = (size1 - 1) >>> whole;
        long last = (size2 - 1) >>> whole;
        byte[] before = path.getFirst();
        byte[] after = before;
        for (byte[] next : path.subList(1, path.size())) {
            if (last == 0) {
                return ProofResult.PROOF_LENGTH;
            }
            if (isRight(leaf) || leaf == last) {
                before = Merkle.node(next, before);
                after = Merkle.node(next, after);
                int up = levelsWithoutSibling(leaf);
                leaf >>>= up;
                last >>>= up;
            } else {
                after = Merkle.node(after, next);
            }
            leaf >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return ProofResult.PROOF_LENGTH;
        }
        return MessageDigest.isEqual(before, root1) && MessageDigest.isEqual(after, root2)
                ? ProofResult.VALID
                : ProofResult.ROOT_DIFFERS;
    }

    private static boolean isRight(long index) {
        return (index & 1) == 1;
    }

    /// How many levels up a node on the right border has no sibling: until it is a right child, or
    /// the root.
    private static int levelsWithoutSibling(long index) {
        return index == 0 ? 0 : Long.numberOfTrailingZeros(index);
    }

    private static boolean haveLengths(List<byte[]> proof) {
        return proof.stream().allMatch(hash -> hash.length == Merkle.HASH_BYTES);
    }
}
