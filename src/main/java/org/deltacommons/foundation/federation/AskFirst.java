package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Before a node answers anybody it asks its peers what its homes have signed, so that an old copy
/// of a database writes nothing over what was already told. A peer that is away is not waited for
/// longer than the patience; what it knows is heard when it is back.
final class AskFirst implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AskFirst.class);

    private final Dealings dealings;
    private final Witness witness;
    private final Duration patience;
    private volatile boolean running;

    AskFirst(Dealings dealings, Witness witness, Duration patience) {
        this.dealings = dealings;
        this.witness = witness;
        this.patience = patience;
    }

    /// Before the web server, the jobs and the followers.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10_000;
    }

    @Override
    public void start() {
        running = true;
        List<PeerFeed> peers = dealings.peers();
        CountDownLatch asked = new CountDownLatch(peers.size());
        peers.forEach(peer -> Thread.ofVirtual().start(() -> ask(peer, asked)));
        try {
            if (!asked.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} peers have not said what they know of this node", asked.getCount());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(PeerFeed peer, CountDownLatch asked) {
        try {
            witness.collect(peer);
        } catch (RuntimeException away) {
            LOG.warn("{} is not there to ask: {}", peer.origins(), away.toString());
        } finally {
            asked.countDown();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
