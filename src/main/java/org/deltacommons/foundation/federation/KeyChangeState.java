package org.deltacommons.foundation.federation;

/// Where the change of a key stands.
public enum KeyChangeState {
    /// One person wants it.
    PROPOSED,
    /// A second person has compared the fingerprint and agreed.
    DONE,
    DROPPED
}
