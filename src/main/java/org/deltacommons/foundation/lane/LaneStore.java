package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.deltacommons.kernel.Province;

/// Where a lane keeps things. PostgreSQL and memory differ only here.
interface LaneStore {

    /// Begins a new epoch: whoever held the lane before changes nothing any more.
    long takeOver(Province home);

    /// Runs something on one snapshot.
    <T> T read(Province home, Instant now, Function<TrackedRows, T> reading);

    /// Opens the transaction of one group.
    ///
    /// @throws Fenced if the epoch is over
    Session open(Province home, long epoch);

    /// One group's transaction. Closing it without a commit undoes everything.
    interface Session extends AutoCloseable {

        /// Reads all that the group needs.
        Overlay load(List<Proposal> group, Instant now);

        void store(Overlay overlay);

        /// @throws UnknownOutcome if nobody can say whether it happened
        void commit();

        @Override
        void close();
    }

    /// The epoch is over: another instance has the lane.
    final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(Province home, long epoch) {
            super("epoch " + epoch + " of " + home + " is over");
        }
    }

    /// The connection was lost during the commit.
    final class UnknownOutcome extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownOutcome(Throwable cause) {
            super("the outcome of a commit is unknown", cause);
        }
    }
}
