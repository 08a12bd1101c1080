package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Reason;

/// Why the lane itself says no.
public enum LaneReason implements Reason {
    /// The records kept changing while this was decided, five times over.
    BUSY,
    /// The page was older than the record.
    CHANGED_MEANWHILE,
    /// The key was used before for something else.
    KEY_REUSED,
    /// Another instance has taken over this home's lane.
    LANE_MOVED,
    /// The home has moved to another node for good; value `province`.
    ENDED,
    /// The home is not hosted at this node.
    NOT_HERE,
    NOT_FOUND,
    /// What others would be told is more than they take in at once; values `kilobytes`, `most`.
    FACT_TOO_LARGE,
    FORBIDDEN;

    @Override
    public String module() {
        return "lane";
    }
}
