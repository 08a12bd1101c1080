package org.deltacommons.foundation.federation.proof;

/// What a proof comes to; each has its sentence under `verify.<NAME>` in the messages.
public enum ProofResult {
    VALID,
    /// The leaf's index is not below the tree's size.
    INDEX_BEYOND_SIZE,
    /// The later tree is smaller than the earlier one.
    SIZE_SHRINKS,
    /// The earlier tree has no leaves: the proof would say nothing.
    FROM_NOTHING,
    /// A hash has not 32 bytes.
    HASH_LENGTH,
    /// The proof has fewer or more hashes than such a proof has.
    PROOF_LENGTH,
    /// What was computed is not the root that was given.
    ROOT_DIFFERS
}
