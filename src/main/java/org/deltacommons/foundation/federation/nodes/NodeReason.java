package org.deltacommons.foundation.federation.nodes;

import org.deltacommons.kernel.Reason;

/// Why another node's request is not taken.
enum NodeReason implements Reason {
    /// No signature, or not over all that it must cover.
    UNSIGNED_SIGN_IN,
    /// By a key that no operator gave this node.
    UNKNOWN_NODE_SIGN_IN,
    /// Too old, too far in the future, or valid for too long.
    OUT_OF_TIME_SIGN_IN,
    /// The signature or the digest is not of this request.
    WRONG_SIGNATURE_SIGN_IN,
    /// It was taken before.
    REPEATED_SIGN_IN,
    /// It was meant for another node.
    OTHER_NODE_FORBIDDEN,
    /// The asking node is suspended here, or has left.
    SUSPENDED_FORBIDDEN,
    /// It reads for a home of which this node does not know yet that it moved there.
    NOT_YET_ITS_HOME_FORBIDDEN;

    @Override
    public String module() {
        return "federation";
    }
}
