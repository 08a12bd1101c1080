package org.deltacommons.foundation.procedures;

/// What an organisation or a division is to a case.
public enum Side {
    /// The enterprise or team that wants something.
    FIRM,
    /// The platform that serves.
    PROVIDER,
    /// The legal person that the platform belongs to, and which alone signs.
    LEGAL_PERSON,
    /// The division whose money and rules it is.
    ISSUER,
    /// The province the case is at home in.
    HOME,
    /// The division of the provider, which verified it.
    VERIFIER,
    /// Whoever began it.
    OWNER
}
