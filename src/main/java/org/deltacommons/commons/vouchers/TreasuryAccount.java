package org.deltacommons.commons.vouchers;

/// Where a programme keeps what its treasury paid, and what comes back to it.
public final class TreasuryAccount {

    private TreasuryAccount() {}

    public static String of(String programme) {
        return "treasury/" + programme;
    }
}
