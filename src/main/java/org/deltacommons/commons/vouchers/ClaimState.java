package org.deltacommons.commons.vouchers;

/// Where a claim stands.
public enum ClaimState {
    /// The seller's province is asked to allocate the invoice.
    SUBMITTED,
    /// In a batch, for the officer to examine.
    CHECKED,
    /// Back with the firm, to be put right.
    RETURNED,
    PASSED,
    IN_NOTICE,
    OBJECTED,
    /// Captured in the ledger: owed to the payee.
    CAPTURED,
    /// Asked of the treasury.
    REQUESTED,
    /// The bank sent it back; a new account is needed.
    PAYMENT_RETURNED,
    PAID,
    REJECTED
}
