package org.deltacommons.foundation.lane;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says every second that this instance is at work, and sees to it that a lane whose instance is
/// missed goes on here.
final class Succession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    private static final long EVERY_MS = 1_000;

    private final GroupLane lane;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    Succession(GroupLane lane) {
        this.lane = lane;
        this.thread = Thread.ofVirtual().name("lane-succession").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                try {
                    lane.look();
                } catch (RuntimeException | Error away) {
                    LOG.warn("Nobody can say now who has the lanes: {}", away.toString());
                }
            } while (!done.await(EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            thread.join(java.time.Duration.ofSeconds(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
