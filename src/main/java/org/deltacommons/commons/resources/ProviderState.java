package org.deltacommons.commons.resources;

/// Where a provider stands.
public enum ProviderState {
    /// Known from public sources; nobody has verified anything.
    RECORDED,
    APPLIED,
    /// By its province, and so valid in all four.
    VERIFIED,
    SUSPENDED,
    DELISTED
}
