package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that works off what has arrived, sleeps until it is woken, and looks again now and then
/// because a wake-up is a courtesy, not the truth.
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long LOOK_AGAIN_MS = 1_000;
    private static final Duration AFTER_ERROR = Duration.ofMillis(500);

    /// One round of work.
    interface Round {
        /// @return true if there may be more at once
        boolean work();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private final Round round;
    private final Duration pause;
    private boolean wake = true;
    private boolean open = true;
    private boolean idle;

    Follower(String name, Round round) {
        this(name, round, Duration.ZERO);
    }

    /// @param pause after each stretch of work: what comes meanwhile is dealt with together
    Follower(String name, Round round, Duration pause) {
        this.round = round;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    Follower start() {
        thread.start();
        return this;
    }

    void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether it has worked off everything it was woken for.
    boolean isIdle() {
        lock.lock();
        try {
            return idle && !wake;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (await()) {
            try {
                while (isOpen() && round.work()) {
                    // There may be more at once.
                }
                LockSupport.parkNanos(pause.toNanos());
            } catch (RuntimeException failed) {
                LOG.warn("{} will try again: {}", thread.getName(), failed.toString());
            } catch (Error failed) {
                // A thread that ended here would be missed by nobody until something stood still.
                LOG.error("{} will try again", thread.getName(), failed);
                LockSupport.parkNanos(AFTER_ERROR.toNanos());
            }
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    private boolean await() {
        lock.lock();
        try {
            idle = true;
            if (open && !wake) {
                woken.await(LOOK_AGAIN_MS, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            wake = false;
            idle = false;
            return open;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(java.time.Duration.ofSeconds(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
