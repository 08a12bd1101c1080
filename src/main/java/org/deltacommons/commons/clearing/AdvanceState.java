package org.deltacommons.commons.clearing;

/// Where an advance stands.
public enum AdvanceState {
    /// The provider has to say where it wants to be paid.
    ACCOUNT,
    TO_APPROVE,
    TO_PAY,
    /// The bank sent the payment back.
    RETURNED,
    PAID,
    DECLINED
}
