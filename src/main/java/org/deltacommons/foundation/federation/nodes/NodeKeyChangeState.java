package org.deltacommons.foundation.federation.nodes;

/// Where the change of this node's request key stands.
public enum NodeKeyChangeState {
    /// One person wants it.
    PROPOSED,
    /// A second person agreed: the other nodes are told.
    ANNOUNCED,
    DROPPED
}
