package org.deltacommons.foundation.identity;

/// Where the registration of an organisation stands.
public enum OrganisationState {
    /// Its credit code fails the check digits: a code of the pilot years or a slip; an officer
    /// looks.
    PENDING_REVIEW,
    CONFIRMED,
    /// Turned away after review; its code is free again.
    REFUSED
}
