package org.deltacommons.foundation.lane;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A home's lane as one instance of a node sees it: it writes it, or it stands by while another
/// instance does.
///
/// Whoever is asked for something takes the lane: that a request came here at all says that whoever
/// distributes them no longer reaches the other, or does not care. What works in the background
/// takes nothing; it goes on where the lane is.
final class Seat {

    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    /// An instance that was not heard of for so long is replaced. It says so every second.
    static final Duration MISSED_AFTER = Duration.ofSeconds(4);

    /// So long whoever has just taken the lane keeps it against another that is asked, so that two
    /// who are asked all the time still get something done in turn.
    static final Duration TENURE_MIN = Duration.ofMillis(500);

    private static final int TAKINGS_MAX = 10;

    private final Province home;
    private final String self;
    private final LaneStore store;
    private final Supplier<HomeWriter> opening;
    private final Runnable onTaken;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable HomeWriter writer;
    private volatile boolean closed;

    /// @param self as this instance is named in the store
    /// @param opening takes the lane over
    /// @param onTaken told after the lane was taken because somebody was asked or missed
    Seat(
            Province home,
            String self,
            LaneStore store,
            Supplier<HomeWriter> opening,
            Runnable onTaken) {
        this.home = home;
        this.self = self;
        this.store = store;
        this.opening = opening;
        this.onTaken = onTaken;
        if (!isHeldByAnother(store.holding(home))) {
            this.writer = opening.get();
        }
    }

    private boolean isHeldByAnother(Optional<LaneStore.Holding> holding) {
        return holding.filter(one -> !one.holder().equals(self))
                .filter(one -> one.seen().compareTo(MISSED_AFTER) < 0)
                .isPresent();
    }

    /// Has a proposal judged.
    ///
    /// @param yielding whether it goes unjudged while another instance has the lane
    Verdict submit(Proposal proposal, boolean yielding) {
        for (int takings = 0; ; takings++) {
            HomeWriter now = writer;
            Verdict verdict = now == null ? new Verdict.Moved() : now.submit(proposal);
            if (!(verdict instanceof Verdict.Moved)
                    || yielding
                    || closed
                    || takings == TAKINGS_MAX) {
                return verdict;
            }
            try {
                takeFrom(now, TENURE_MIN);
            } catch (RuntimeException failed) {
                return new Verdict.Faulty(failed);
            }
        }
    }

    /// Takes the lane unless somebody else here has done so since.
    ///
    /// @param former the writer with whom it was seen to be elsewhere
    /// @param tenure how long another must have had it
    private void takeFrom(@Nullable HomeWriter former, Duration tenure) {
        turn.lock();
        try {
            if (closed || writer != former) {
                return;
            }
            Optional<LaneStore.Holding> holding = store.holding(home);
            if (isHeldByAnother(holding)) {
                LockSupport.parkNanos(tenure.minus(holding.orElseThrow().since()).toNanos());
            }
            writer = opening.get();
            LOG.info("The lane of {} is here now", home);
        } finally {
            turn.unlock();
        }
        retire(former);
        onTaken.run();
    }

    /// Takes the lane if another has it.
    void take() {
        HomeWriter now = writer;
        if (isOver(now)) {
            takeFrom(now, Duration.ZERO);
        }
    }

    /// Gives way to another that has taken the lane, and replaces one that is missed.
    void look() {
        // Read before the store is asked: what was here then, it must know.
        HomeWriter now = writer;
        Optional<LaneStore.Holding> holding = store.holding(home);
        if (!isOver(now)) {
            if (holding.isPresent() && !holding.get().holder().equals(self)) {
                LOG.info("The lane of {} is at another instance", home);
                giveWay(now);
            }
        } else if (!isHeldByAnother(holding)) {
            takeFrom(now, Duration.ZERO);
        }
    }

    private static boolean isOver(@Nullable HomeWriter writer) {
        return writer == null || writer.isOver();
    }

    private static void giveWay(@Nullable HomeWriter writer) {
        if (writer != null) {
            writer.giveWay();
            retire(writer);
        }
    }

    private static void retire(@Nullable HomeWriter writer) {
        if (writer != null) {
            Thread.ofVirtual().name("lane-retires").start(writer::close);
        }
    }

    /// @return 0 while another instance has the lane, else a number for as long as it is here
    ///   without interruption
    long tenure() {
        HomeWriter now = writer;
        return now == null || now.isOver() ? 0 : now.tenure();
    }

    /// Whether the lane is here and its home has moved away.
    boolean isEnded() {
        HomeWriter now = writer;
        return now != null && now.isEnded();
    }

    void close() {
        turn.lock();
        try {
            closed = true;
            if (writer != null) {
                writer.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
