package org.deltacommons.commons.vouchers;

import org.deltacommons.kernel.Reason;

/// How an order ended before its work.
enum OrderEnd implements Reason {
    CANCELLED_BY_FIRM,
    CANCELLED_BY_PROVIDER,
    NO_SHOW;

    @Override
    public String module() {
        return "vouchers";
    }
}
