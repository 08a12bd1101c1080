package org.deltacommons.commons.vouchers;

import org.deltacommons.kernel.Reason;

/// How an order ended before its work, or what became of it without its voucher.
enum OrderEnd implements Reason {
    CANCELLED_BY_FIRM,
    CANCELLED_BY_PROVIDER,
    NO_SHOW,
    /// Two persons of the issuer gave the hold back; values `amount`, `province`, `since`.
    HOLD_RELEASED,
    /// The same, and there was nothing there, or it was ended without cost; value `province`.
    RELEASED_AND_ENDED,
    /// The same, but the work had begun; value `province`.
    RELEASED_AFTER_WORK;

    @Override
    public String module() {
        return "vouchers";
    }
}
