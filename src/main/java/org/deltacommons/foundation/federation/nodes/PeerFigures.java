package org.deltacommons.foundation.federation.nodes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.PeerWire;
import org.deltacommons.kernel.Province;

/// What the collector is told of the peers. A peer that is away is a figure and no fault of this
/// node.
final class PeerFigures implements MeterBinder {

    private final PeerBook peers;
    private final Clock clock;

    PeerFigures(PeerBook peers, Clock clock) {
        this.clock = clock;
        this.peers = peers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        peers.peers().forEach(peer -> bind(peer, registry));
        peers.onJoin(peer -> bind(peer, registry));
    }

    private void bind(PeerFeed feed, MeterRegistry registry) {
        if (!(feed instanceof HttpPeer peer)) {
            return;
        }
        String name = peer.peer().name();
        Gauge.builder("delta.peer.away", peer, one -> one.away().isAway() ? 1 : 0)
                .tag("peer", name)
                .description("1 while the node does not answer")
                .register(registry);
        Gauge.builder("delta.peer.silence", peer, PeerFigures::silence)
                .tag("peer", name)
                .baseUnit("seconds")
                .description("Since when nothing was heard of the node")
                .register(registry);
        Gauge.builder("delta.peer.skew", peer, one -> one.skew().toMillis() / 1e3)
                .tag("peer", name)
                .baseUnit("seconds")
                .description("By how much the node's clock is ahead of this one's")
                .register(registry);
        Gauge.builder("delta.peer.certificate", peer, this::certificate)
                .tag("peer", name)
                .baseUnit("seconds")
                .description("How long the certificate still holds that the node showed")
                .register(registry);
        for (Province origin : peer.origins()) {
            Gauge.builder("delta.peer.lag", peer, one -> one.behind(origin))
                    .tag("peer", name)
                    .tag("origin", origin.code())
                    .description("Facts that the node has signed and this one not dealt with")
                    .register(registry);
        }
    }

    private double certificate(HttpPeer peer) {
        return peer.wire()
                .flatMap(PeerWire::certificate)
                .map(end -> Duration.between(clock.instant(), end).toSeconds())
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private static double silence(HttpPeer peer) {
        return peer.away()
                .silence()
                .map(Duration::toSeconds)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }
}
