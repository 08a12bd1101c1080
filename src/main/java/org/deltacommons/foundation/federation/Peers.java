package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.procedures.AwayHomes;
import org.deltacommons.kernel.Province;

/// Who of the others is away: their node does not answer, or their feed is followed no further
/// because of what came. A home that is hosted here never is.
public final class Peers implements AwayHomes {

    private final Lane lane;
    private final List<PeerFeed> peers;
    private final Stops stops;
    private final Duration patience;
    private final Clock clock;

    /// @param patience how long a silence is nothing to speak of
    Peers(Lane lane, List<PeerFeed> peers, Stops stops, Duration patience, Clock clock) {
        this.lane = lane;
        this.peers = List.copyOf(peers);
        this.stops = stops;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> awaySince(Province home) {
        if (lane.hosts(home)) {
            return Optional.empty();
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
                || (stops.of(home).isEmpty() && of(home).anyMatch(PeerFeed::isHeard));
    }

    private Stream<PeerFeed> of(Province home) {
        return peers.stream().filter(peer -> peer.origins().contains(home));
    }
}
