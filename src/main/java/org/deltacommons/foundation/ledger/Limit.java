package org.deltacommons.foundation.ledger;

/// What an account's balance must never do.
public enum Limit {
    /// Contra accounts take whatever comes.
    NONE,
    /// Debits, held ones included, never exceed posted credits: vouchers, ceilings, budgets,
    /// payables.
    WITHIN_CREDITS,
    /// Credits, held ones included, never exceed posted debits.
    WITHIN_DEBITS
}
