package org.deltacommons.commons.vouchers;

import org.deltacommons.kernel.Reason;

/// Why a page of this module is not shown.
enum WalletReason implements Reason {
    NOT_FOUND,
    FORBIDDEN,
    SIGN_IN;

    @Override
    public String module() {
        return "vouchers";
    }
}
