package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.procedures.AwayHomes;
import org.deltacommons.kernel.Province;

/// Who of the others is away: their node does not answer, or their feed is followed no further
/// because of what came, or because it is suspended here or has left. A home that is hosted here
/// never is.
public final class Peers implements AwayHomes {

    private final Lane lane;
    private final Dealings dealings;
    private final Stops stops;
    private final Duration patience;
    private final Clock clock;

    /// @param patience how long a silence is nothing to speak of
    Peers(Lane lane, Dealings dealings, Stops stops, Duration patience, Clock clock) {
        this.lane = lane;
        this.dealings = dealings;
        this.stops = stops;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> awaySince(Province home) {
        if (lane.hosts(home)) {
            return Optional.empty();
        }
        Optional<Instant> closed = dealings.closedSince(home);
        if (closed.isPresent()) {
            return closed;
        }
        Instant spoken = clock.instant().minus(patience);
        return Stream.concat(
                        stops.of(home).map(Stops.Stop::since).stream(),
                        of(home).flatMap(peer -> peer.silentSince().stream()))
                .min(Instant::compareTo)
                .filter(since -> !since.isAfter(spoken));
    }

    @Override
    public boolean isHeard(Province home) {
        return lane.hosts(home)
                || (dealings.isOpen(home)
                        && stops.of(home).isEmpty()
                        && of(home).anyMatch(PeerFeed::isHeard));
    }

    private Stream<PeerFeed> of(Province home) {
        return dealings.peers().stream().filter(peer -> peer.origins().contains(home));
    }
}
