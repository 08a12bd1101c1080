package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Actor;

/// The port through which a higher module says more under the hits of a page, to whoever looks:
/// when something is free, what it costs them. Asked for apart from the hits, which never wait for
/// it; it has no part in their order.
public interface HitNotes {

    /// The kind of documents it says something about.
    String kind();

    /// @param ids of documents of the kind, at most 50
    /// @return notes by id, each list in the order in which it is read; nothing for those about
    ///   which nothing can be said
    Map<String, List<HitNote>> notes(List<String> ids, Wish wish, Actor actor);
}
