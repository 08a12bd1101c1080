package org.deltacommons.foundation.federation.moving;

/// Where it stands that a home is taken in.
public enum TakingState {
    /// The key of here is made, and the offer can be handed over.
    OFFERED,
    /// The package is here and was tried.
    TRIED,
    /// A second person has agreed: it is taken in at the next start with this home.
    AGREED,
    DROPPED
}
