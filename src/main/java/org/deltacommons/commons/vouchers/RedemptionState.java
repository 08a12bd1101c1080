package org.deltacommons.commons.vouchers;

/// Where a batch of claims stands.
public enum RedemptionState {
    /// Claims come in and are examined.
    COLLECTING,
    IN_NOTICE,
    /// The notice is over, the ledger has captured; the treasury can be asked.
    CAPTURED,
    /// Asked of the treasury (用款申请).
    REQUESTED,
    /// Approved; the payment file is with the treasury's bank.
    PAYING,
    DONE
}
