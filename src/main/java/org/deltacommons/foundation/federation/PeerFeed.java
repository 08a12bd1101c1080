package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;

/// The feed of a home that another node hosts.
public interface PeerFeed {

    /// A stretch of a feed as somebody may see it.
    ///
    /// @param facts those whose audience includes the reader, oldest first
    /// @param upTo the last index looked at; what lies below and is absent was not for the reader
    record Stretch(List<RecordedFact> facts, long upTo) {}

    Set<Province> origins();

    Stretch after(Province origin, long after, Set<Province> readers, int limit);

    /// Asks to be told when the feed may have grown. A courtesy that saves waiting: a peer that can
    /// not tell is looked at again now and then.
    default void onGrowth(Runnable wake) {}
}
