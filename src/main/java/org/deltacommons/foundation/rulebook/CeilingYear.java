package org.deltacommons.foundation.rulebook;

/// Which year's ceiling a payment counts against.
public enum CeilingYear {
    /// The year in which the voucher was granted.
    GRANT,
    /// The year in which the service was completed.
    COMPLETION
}
