package org.deltacommons.commons.vouchers;

import org.deltacommons.kernel.Reason;

/// Why a page of this module is not shown.
enum WalletReason implements Reason {
    NOT_FOUND,
    FORBIDDEN,
    SIGN_IN,
    /// It was not decided yet, so there is nothing to print.
    NOT_ON_PAPER_YET,
    /// A statement's days are out of order or lie ahead.
    PERIOD_INVALID,
    /// A statement of more entries than a paper holds; values `limit`.
    PERIOD_TOO_LONG;

    @Override
    public String module() {
        return "vouchers";
    }
}
