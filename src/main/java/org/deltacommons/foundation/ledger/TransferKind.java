package org.deltacommons.foundation.ledger;

/// What a transfer did.
public enum TransferKind {
    POST,
    HOLD,
    CAPTURE,
    RELEASE,
    REVERSE
}
