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
    /// Captured in the ledger: owed to the payee. Not asked of the treasury while nobody knows
    /// where to pay.
    CAPTURED,
    /// Asked of the treasury.
    REQUESTED,
    /// The bank sent it back; a new account is needed.
    PAYMENT_RETURNED,
    /// Another account was given; an officer confirms it before money goes there.
    ACCOUNT_CHANGED,
    PAID,
    REJECTED;

    /// Whether the ledger has captured it.
    public boolean isCaptured() {
        return switch (this) {
            case CAPTURED, REQUESTED, PAYMENT_RETURNED, ACCOUNT_CHANGED, PAID -> true;
            case SUBMITTED, CHECKED, RETURNED, PASSED, IN_NOTICE, OBJECTED, REJECTED -> false;
        };
    }
}
