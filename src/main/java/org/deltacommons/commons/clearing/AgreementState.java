package org.deltacommons.commons.clearing;

/// Where a party's copy of an agreement stands.
public enum AgreementState {
    PROPOSED,
    /// This party has signed; others have not.
    SIGNED,
    IN_FORCE,
    ENDED,
    DECLINED
}
