package org.deltacommons.foundation.ledger;

import org.deltacommons.kernel.Province;

/// The numbers of a home's book: the digits before a place's last fifteen say the home, as the
/// table checks.
final class Places {

    private static final long A_HOME = 1_000_000_000_000_000L;

    private Places() {}

    /// Two digits, in the numbers of accounts too.
    static long digits(Province home) {
        return Long.parseLong(home.code().substring(0, 2));
    }

    /// All places of the home are larger.
    static long before(Province home) {
        return digits(home) * A_HOME;
    }

    /// All places of the home are smaller.
    static long after(Province home) {
        return before(home) + A_HOME;
    }
}
