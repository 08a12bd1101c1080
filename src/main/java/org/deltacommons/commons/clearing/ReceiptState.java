package org.deltacommons.commons.clearing;

/// Whether money arrived.
public enum ReceiptState {
    EXPECTED,
    CONFIRMED
}
