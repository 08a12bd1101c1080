package org.deltacommons.commons.vouchers;

/// Where a recovery stands.
public enum RecoveryState {
    /// The payee has to pay back.
    ORDERED,
    /// The money is back.
    RECOVERED,
    /// The officer let go of it, with a reason.
    DROPPED
}
