package org.deltacommons.commons.enterprises;

/// Where an enterprise stands with its technology status on a day.
public enum TechnologyState {
    VALID,
    /// Lapsed, and the renewal is still possible or came later: 已失效,待更新.
    RENEWAL_PENDING,
    /// Lapsed, and the year of renewal has passed.
    LAPSED,
    /// The register was asked and knows none.
    NONE,
    /// Nobody asked the register.
    UNKNOWN
}
