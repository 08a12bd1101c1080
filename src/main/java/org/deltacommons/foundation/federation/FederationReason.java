package org.deltacommons.foundation.federation;

import org.deltacommons.kernel.Reason;

/// Why this node has no answer.
public enum FederationReason implements Reason {
    /// Another node hosts the home; values `province`, `address`.
    STANDS_AT_MISDIRECTED,
    /// The same, and nobody told this node the other's address; value `province`.
    STANDS_ELSEWHERE_MISDIRECTED,
    /// The home's feed ends before what it has signed: an old copy of the database was started.
    /// Value `province`.
    BEHIND,
    /// The home's feed is not what it has signed; value `province`.
    REWRITTEN;

    @Override
    public String module() {
        return "federation";
    }
}
