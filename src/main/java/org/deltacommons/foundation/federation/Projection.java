package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.foundation.lane.RecordedFact;

/// Something derived from the feeds outside any lane. Applied in the order of each feed, at least
/// once.
public interface Projection {

    /// Names its cursor for ever.
    String name();

    /// @param facts of one feed, oldest first, without gaps
    void apply(List<RecordedFact> facts);
}
