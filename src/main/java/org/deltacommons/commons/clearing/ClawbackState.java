package org.deltacommons.commons.clearing;

/// Where a clawback stands.
public enum ClawbackState {
    /// The provider owes it to its own province's treasury.
    TO_COLLECT,
    /// Back, and owed to the issuer's province.
    COLLECTED,
    /// Left to the issuer.
    DECLINED
}
