package org.deltacommons.commons.bookings;

/// What is wrong with a contract that goes back.
public enum ContractTemplate {
    PARTY_WRONG,
    PRICE_WRONG,
    SCOPE_WRONG,
    DATES_WRONG,
    CLAUSE_UNACCEPTABLE,
    SEAL_MISSING,
    SCAN_UNREADABLE,
    OTHER
}
