package org.deltacommons.foundation.lane;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Where the time of one home's writer goes, in nanoseconds since it began.
public final class Phases {

    /// What is done for a group; from the fence on by a thread that commits. There are two of
    /// these, so that the times of two groups may overlap.
    public enum Phase {
        /// Waits for the first Unit.
        IDLE,
        /// Reads versions, claims and answers.
        LOAD,
        /// Reads accounts and what is left of holds.
        LOAD_BOOKS,
        JUDGE,
        /// Begins, and takes the head under its epoch.
        FENCE,
        FACTS,
        ANSWERS,
        /// Waits until the group before is durable.
        TURN,
        ROWS,
        /// Writes accounts and transfers.
        BOOKS,
        COMMIT,
        /// Hands every caller its own answer.
        TELL
    }

    private final Map<Phase, LongAdder> spent = new EnumMap<>(Phase.class);
    private final LongAdder groups = new LongAdder();
    private final LongAdder units = new LongAdder();

    Phases() {
        for (Phase phase : Phase.values()) {
            spent.put(phase, new LongAdder());
        }
    }

    /// Books the time since an instant of [System#nanoTime()].
    ///
    /// @return now, for the next phase
    long spent(Phase phase, long since) {
        long now = System.nanoTime();
        java.util.Objects.requireNonNull(spent.get(phase)).add(now - since);
        return now;
    }

    void group(int size) {
        groups.increment();
        units.add(size);
    }

    public long nanos(Phase phase) {
        return java.util.Objects.requireNonNull(spent.get(phase)).sum();
    }

    /// Groups committed.
    public long groups() {
        return groups.sum();
    }

    /// Units judged in them, refused ones included.
    public long units() {
        return units.sum();
    }
}
