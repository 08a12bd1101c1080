package org.deltacommons.commons.clearing;

/// Why one province owes another.
enum ObligationCause {
    /// The creditor paid its provider for a claim that the debtor captured.
    ADVANCE,
    /// The debtor got back from its provider what it had advanced for the creditor.
    RECOVERY
}
