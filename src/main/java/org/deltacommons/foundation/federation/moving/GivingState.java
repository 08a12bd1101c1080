package org.deltacommons.foundation.federation.moving;

/// Where it stands that a home goes to another node.
public enum GivingState {
    /// One person wants it.
    PROPOSED,
    /// A second person has agreed; the home's lane here has ended.
    GONE,
    DROPPED
}
