package org.deltacommons.foundation.rulebook;

/// What the share is taken of.
public enum PaymentBase {
    /// What was accepted and invoiced and is eligible; the firm has paid at least base − voucher.
    INVOICED,
    /// The smaller of what was invoiced and what the firm paid by bank.
    MIN_INVOICED_PAID
}
