package org.deltacommons.foundation.audit;

/// What a walk along the chain found.
public sealed interface ChainCheck {

    /// Every line stands as it was written.
    ///
    /// @param lines how many
    /// @param head the last hash; written down elsewhere, it proves the log up to here
    record Whole(long lines, String head) implements ChainCheck {}

    /// Something was changed, taken out or cut off.
    ///
    /// @param index the first line that does not hold
    record Broken(long index, Break why) implements ChainCheck {}

    enum Break {
        /// The line is not what its hash says.
        CHANGED,
        /// The line is not there, though a later one is.
        MISSING,
        /// The end of the chain is not there.
        CUT_OFF
    }
}
