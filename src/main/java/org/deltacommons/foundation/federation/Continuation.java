package org.deltacommons.foundation.federation;

import java.util.Arrays;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.jspecify.annotations.Nullable;

/// What a signed head is to the one that was seen before. Pure.
enum Continuation {
    /// Nothing was seen before.
    FIRST,
    /// It continues what was seen.
    GROWN,
    /// The same, or an answer from before.
    NOTHING_NEW,
    /// The home signed two histories.
    FORKED,
    /// The tiles do not lead to the head: that says something of the peer and nothing of the home.
    OTHER_TREE;

    /// The tiles must come to a head that was signed, or they prove nothing; if they do, what they
    /// come to at the smaller of the two sizes is either what was signed for it, or the proof of a
    /// fork. So an old head is not merely passed over.
    ///
    /// @param tree at the larger of the two sizes
    /// @throws IllegalStateException if the peer has no such tiles to give now
    static Continuation of(Witness.@Nullable Seen seen, Checkpoint head, Merkle.Subtrees tree) {
        if (seen == null) {
            return FIRST;
        }
        if (head.size() == seen.size()) {
            return Arrays.equals(head.root(), seen.root()) ? NOTHING_NEW : FORKED;
        }
        boolean longer = head.size() > seen.size();
        byte[] large = longer ? head.root() : seen.root();
        if (!Arrays.equals(Merkle.root(Math.max(head.size(), seen.size()), tree), large)) {
            return OTHER_TREE;
        }
        byte[] small = longer ? seen.root() : head.root();
        if (!Arrays.equals(Merkle.root(Math.min(head.size(), seen.size()), tree), small)) {
            return FORKED;
        }
        return longer ? GROWN : NOTHING_NEW;
    }
}
