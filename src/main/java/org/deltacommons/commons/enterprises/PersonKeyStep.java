package org.deltacommons.commons.enterprises;

/// Where a home's agreement to the next key of the cross-check hash stands.
public enum PersonKeyStep {
    /// One person has put the secret here.
    PROPOSED,
    /// A second person has compared the fingerprint and agreed.
    AGREED,
    DROPPED
}
