package org.deltacommons.foundation.erasing;

/// Where an erasure stands.
public enum ErasureState {
    /// One person wants it.
    REQUESTED,
    /// Erased at home; other provinces have still to say that they followed.
    ERASED,
    /// Nobody keeps it any more.
    CONFIRMED,
    /// Not erased.
    DECLINED
}
