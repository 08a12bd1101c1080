package org.deltacommons.foundation.federation;

import java.util.Map;
import org.deltacommons.foundation.lane.FactKind;

/// What the version reads that a home runs on. The others tell it nothing else from then on: a kind
/// in the newest schema that all its readers know, and what one of them does not know at all only
/// when it does.
///
/// @param reads the newest schema of each kind; older ones of it are read, too
@FactKind(value = "federation.KindsAnnounced", reach = FactKind.Reach.FOUR)
public record KindsAnnounced(Map<String, Integer> reads) {

    public KindsAnnounced {
        reads = Map.copyOf(reads);
    }
}
