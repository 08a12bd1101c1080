package org.deltacommons.foundation.ledger;

import org.deltacommons.kernel.Reason;

/// Why the ledger says no.
public enum LedgerReason implements Reason {
    /// More than the account still allows.
    LIMIT_EXCEEDED,
    /// More than is still held, or more than can still be reversed.
    MORE_THAN_HELD,
    ACCOUNT_NOT_FOUND,
    HOLD_NOT_FOUND,
    /// A sum larger than any budget, see [org.deltacommons.kernel.Money].
    BEYOND_BOOKS_INVALID,
    /// The books of another province, or of nobody.
    FORBIDDEN;

    @Override
    public String module() {
        return "ledger";
    }
}
