package org.deltacommons.foundation.federation.nodes;

/// Where a node stands here.
public enum AdmissionState {
    /// One person entered its card.
    PROPOSED,
    /// A second person compared the fingerprint: it is followed, answered and witnessed.
    ADMITTED,
    /// Nothing of it is followed or answered for now.
    SUSPENDED,
    /// The same; one person wants to take it up again.
    RETURNING,
    /// The same; one person wants to let it go for ever.
    LEAVING,
    /// Nothing new of it is accepted any more; what it signed stays verifiable.
    LEFT,
    DROPPED
}
