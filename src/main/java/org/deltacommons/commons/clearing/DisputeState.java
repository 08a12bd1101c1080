package org.deltacommons.commons.clearing;

/// Where a dispute stands, as one of its parties sees it.
public enum DisputeState {
    /// This party is asked: to accept the dispute, to agree to an offer, or to offer otherwise.
    TO_ANSWER,
    /// The other party is asked.
    WAITING,
    /// This party's answer is on its way to the creditor's home, which decides.
    ASKED,
    /// Whoever disputed it took it back: all of it is owed again.
    WITHDRAWN,
    /// The other party accepted the dispute: nothing of it is owed.
    UPHELD,
    /// Both agreed on a smaller amount.
    SETTLED
}
