package org.deltacommons.foundation.ledger;

/// What an account stands for. The chart is the same in every book.
public enum AccountKind {
    /// What the budget was given from.
    APPROPRIATION,
    /// What a programme may still spend in a fiscal year.
    BUDGET,
    /// What a voucher is still worth.
    VOUCHER,
    /// Where vouchers are issued from.
    ISSUED,
    /// What a firm may still claim in a year.
    CEILING,
    /// Where ceilings come from and what was used of them goes.
    ALLOWANCE,
    /// What was used of vouchers.
    USED,
    /// What is owed to a firm or a provider after the capture.
    PAYABLE,
    /// What the treasury has paid.
    TREASURY,
    /// What a province has advanced for another.
    DUE_FROM,
    /// What a province owes to another.
    DUE_TO,
    /// What a province owes to or is owed by all others for one period.
    NETTING,
    /// What is still free of an invoice's amount.
    INVOICE,
    /// A treasury's own, for its own accounting; no procedure moves it and it moves none of theirs.
    OWN
}
