package org.deltacommons.foundation.erasing;

/// Where an erasure stands.
public enum ErasureState {
    /// One person wants it.
    REQUESTED,
    /// Erased at home; other provinces have still to say that they followed.
    ERASED,
    /// All have followed; what must be kept for a while goes at its end.
    KEPT,
    /// Nobody keeps it any more.
    CONFIRMED,
    /// Not erased.
    DECLINED
}
