package org.deltacommons.commons.vouchers;

/// Why money that was paid has to come back.
public enum RecoveryGround {
    /// The seller cancelled all or part of the invoice (红字发票).
    RED_LETTER,
    /// The provider paid the firm back.
    REFUND,
    /// What was claimed was not true.
    MISUSE
}
