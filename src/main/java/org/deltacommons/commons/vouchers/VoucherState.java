package org.deltacommons.commons.vouchers;

/// Where an application for a voucher, and then the voucher, stands. Whether it is frozen, partly
/// used or used follows from its balances.
public enum VoucherState {
    SUBMITTED,
    RETURNED,
    GRANTED,
    REJECTED,
    WITHDRAWN,
    EXPIRED,
    REVOKED
}
