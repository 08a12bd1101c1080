package org.deltacommons.commons.resources;

/// Whose money bought it. Words of the national register (经费来源).
public enum FundingSource {
    CENTRAL,
    LOCAL,
    OWN,
    OTHER;

    /// Whether a treasury paid, so that it must be shared.
    public boolean isFiscal() {
        return this == CENTRAL || this == LOCAL;
    }
}
