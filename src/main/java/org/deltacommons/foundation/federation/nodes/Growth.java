package org.deltacommons.foundation.federation.nodes;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.kernel.Province;
import org.springframework.context.SmartLifecycle;

/// Lets a peer wait until a feed of this node has grown. What another instance of this node signed
/// is noticed by looking again now and then. Those who wait leave before the server stops.
final class Growth implements SmartLifecycle {

    private static final long LOOK_AGAIN_MS = 1_000;

    private final Set<Province> homes;
    private final Trees trees;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signed = lock.newCondition();
    private boolean running;

    Growth(Set<Province> homes, Trees trees) {
        this.homes = Set.copyOf(homes);
        this.trees = trees;
        trees.onSigned(_ -> wake());
    }

    private void wake() {
        lock.lock();
        try {
            signed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The sizes of the newest checkpoints of the homes here, as soon as one is larger than was
    /// seen, or when the time is up.
    ///
    /// @param seen sizes that the peer knows; a home that is missing counts as not seen
    Map<Province, Long> after(Map<Province, Long> seen, Duration patience)
            throws InterruptedException {
        long left = patience.toNanos();
        while (true) {
            Map<Province, Long> now = sizes();
            boolean grown =
                    now.entrySet().stream()
                            .anyMatch(
                                    head -> head.getValue() > seen.getOrDefault(head.getKey(), 0L));
            if (grown || left <= 0) {
                return now;
            }
            lock.lock();
            try {
                if (!running) {
                    return now;
                }
                long wait = Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
                left -= wait - Math.max(0, signed.awaitNanos(wait));
            } finally {
                lock.unlock();
            }
        }
    }

    private Map<Province, Long> sizes() {
        Map<Province, Long> sizes = new EnumMap<>(Province.class);
        for (Province home : homes) {
            sizes.put(home, trees.checkpoint(home).flatMap(Growth::size).orElse(0L));
        }
        return sizes;
    }

    private static Optional<Long> size(String note) {
        try {
            return Optional.of(Checkpoint.of(SignedNote.parse(note)).size());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            signed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}
