package org.deltacommons.foundation.federation;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.deltacommons.kernel.Province;

/// With which other nodes this one deals now: those of its configuration and those that two persons
/// admitted, less those that are suspended or have left. Answered from memory; what is decided
/// counts within half a second, at every instance of this node.
public interface Dealings {

    /// All that were ever admitted: what they signed stays verifiable.
    List<PeerFeed> peers();

    /// Whether the home's node is followed, answered and believed about its people; true for one
    /// that nobody suspended.
    boolean isOpen(Province home);

    /// Whether somebody is believed whom the home's node vouched for at a moment: not while the
    /// node is suspended, and when it is taken up again, what it said before is not.
    boolean vouches(Province home, Instant at);

    /// The homes of nodes that are suspended, each since when.
    Map<Province, Instant> suspended();

    /// The homes of nodes that have left for ever, each since when nothing of it is followed.
    Map<Province, Instant> left();

    /// Since when nothing of a home is followed because of a decision here.
    default Optional<Instant> closedSince(Province home) {
        return Optional.ofNullable(suspended().get(home))
                .or(() -> Optional.ofNullable(left().get(home)));
    }

    /// Where people find the platforms of nodes that two persons admitted so that their people may
    /// sign in here.
    Map<Province, URI> visiting();

    /// Asks to be told of each node that is admitted while this one runs.
    void onJoin(Consumer<PeerFeed> listener);
}
