package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;

/// What a home's reactions read outside a decision: the facts that are here, and where the home
/// stands.
interface Heard {

    /// @return oldest first
    List<RecordedFact> after(Province origin, long after, int limit);

    /// How far the home has reacted to the origin's feed, 0 if not at all.
    long position(Province home, Province origin);

    /// The subjects of the origin whose facts are parked at the home.
    Set<String> parked(Province home, Province origin);

    /// What each home hears. All homes at a node hear the same; a test holds some of it back, to
    /// see homes of one node as far from each other as those of two.
    interface ByHome {
        Heard of(Province home);
    }
}
