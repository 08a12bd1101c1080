package org.deltacommons.commons.clearing;

/// Where a party's copy of a period stands.
public enum NettingState {
    /// Creditors state what they are owed, debtors confirm.
    STATING,
    /// Creditor and debtor disagree about an amount.
    DIFFERING,
    TO_SIGN,
    SIGNED,
    TO_PAY,
    SENT,
    TO_RECEIVE,
    CLOSED,
    /// The others closed the period without this home; what concerns it waits for the next.
    LEFT_OUT
}
