package org.deltacommons.foundation.lane;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.kernel.Province;

/// Where a lane keeps things. PostgreSQL and memory differ only here.
interface LaneStore {

    /// Where a home stands when an epoch begins.
    ///
    /// @param nextFact the next index of its feed
    /// @param nextAnswer how many answers it has given
    /// @param lastAt its latest hour
    /// @param ended whether the home has moved away, so that nothing is judged any more
    record Head(long epoch, long nextFact, long nextAnswer, Instant lastAt, boolean ended) {}

    /// Begins a new epoch: whoever held the lane before changes nothing any more.
    ///
    /// @param holder names the instance that begins it
    Head takeOver(Province home, String holder);

    /// Begins a new epoch of one's own, so that a commit of the old one can no longer happen.
    ///
    /// @throws Fenced if another instance has taken the lane meanwhile: it is not taken back
    Head renew(Province home, String holder);

    /// Who has a home's lane.
    ///
    /// @param holder as it was named to [#takeOver]
    /// @param since how long ago it took it
    /// @param seen how long ago it last said [#alive]; hours if it never did or has left
    record Holding(String holder, Duration since, Duration seen) {}

    /// @return empty if nobody ever had it, or if only one instance can have it
    default Optional<Holding> holding(Province home) {
        return Optional.empty();
    }

    /// Says that an instance is at work.
    default void alive(String holder) {}

    /// An instance leaves: whoever comes next need not wait until it is missed.
    default void leave(String holder) {}

    /// Runs something on one snapshot.
    <T> T read(Province home, Instant now, Function<TrackedRows, T> reading);

    /// Reads all that some more Units need and neither the overlay nor those before it know yet.
    void load(Overlay overlay, List<Proposal> more, Phases phases);

    /// Stores and commits one group, wholly or not at all.
    ///
    /// @param turn called once, by the same thread, before anything is written that could depend on
    ///   the group before: waits until that is durable, and throws if it never will be
    /// @throws Fenced if the epoch is over
    /// @throws Taken if a row that should be new is there already
    /// @throws UnknownOutcome if nobody can say whether it happened
    void store(Overlay overlay, long epoch, Phases phases, Runnable turn);

    /// The group is durable. Called by the thread that loads.
    void committed(Overlay overlay);

    /// The database cannot be reached; whatever was under way did not happen.
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Away(String what, Throwable cause) {
            super(what, cause);
        }

        /// This, if the failure is one of the connection or of the server's shutdown; otherwise a
        /// bug.
        static RuntimeException or(String what, SQLException failed) {
            return isAway(failed)
                    ? new Away(what, failed)
                    : new IllegalStateException(what, failed);
        }

        /// This, if that is what lies behind the failure, as where a book met it; else the failure
        /// itself.
        static RuntimeException or(RuntimeException failed) {
            if (failed instanceof Away
                    || failed instanceof Fenced
                    || failed instanceof UnknownOutcome) {
                return failed;
            }
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && isAway(sql)) {
                    return new Away("the database went away", failed);
                }
            }
            return failed;
        }

        private static boolean isAway(SQLException failed) {
            String state = failed.getSQLState();
            return failed instanceof SQLTransientConnectionException
                    || state != null && (state.startsWith("08") || state.startsWith("57P"));
        }
    }

    /// A row that should be new is there already.
    final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Taken(Throwable cause) {
            super("a row that should be new is there already", cause);
        }
    }

    /// What this group was judged over failed, so nothing of it may be stored.
    final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone(Throwable cause) {
            super("the group before failed", cause);
        }
    }

    /// The epoch is over: another instance has the lane.
    final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(Province home, long epoch) {
            super("epoch " + epoch + " of " + home + " is over");
        }

        Fenced(Province home, String holder) {
            super(home + " is not held by " + holder + " any more");
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
