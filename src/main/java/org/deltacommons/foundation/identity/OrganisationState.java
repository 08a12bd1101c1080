package org.deltacommons.foundation.identity;

/// Where the registration of an organisation stands.
public enum OrganisationState {
    /// In doubt, see [OrganisationDoubt]; an officer looks.
    PENDING_REVIEW,
    CONFIRMED,
    /// Turned away after review; its code is free again.
    REFUSED
}
