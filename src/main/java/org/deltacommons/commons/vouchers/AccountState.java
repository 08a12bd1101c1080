package org.deltacommons.commons.vouchers;

/// Whether a provider has said where it wants to be paid.
public enum AccountState {
    ASKED,
    GIVEN
}
