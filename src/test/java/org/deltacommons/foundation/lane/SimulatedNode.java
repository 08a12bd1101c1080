package org.deltacommons.foundation.lane;

import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.MemoryLedger;
import org.deltacommons.foundation.ledger.Transfer;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;

/// One home's real lane over a store in memory that outlives the lane's crashes. Whoever submits
/// one Unit after the other gets the same from the same seed, because no group has two Units.
public final class SimulatedNode implements AutoCloseable {

    /// What becomes of the next commit.
    public enum Commit {
        WELL,
        /// Nothing is stored.
        AWAY,
        /// It is stored, but the connection is lost before anybody hears of it.
        UNKNOWN
    }

    private final Province home;
    private final Clock clock;
    private final Random random;
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryStore real = new MemoryStore(List.of(ledger));
    private volatile Commit next = Commit.WELL;
    private GroupLane lane;

    public SimulatedNode(Province home, Clock clock, Random random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
        this.lane = started();
    }

    private GroupLane started() {
        return new GroupLane(new Failing(), List.of(home), clock, new Ids(clock, random));
    }

    public GroupLane lane() {
        return lane;
    }

    /// The lane is gone and another takes over what is stored.
    public void restart() {
        lane.close();
        next = Commit.WELL;
        lane = started();
    }

    public void nextCommit(Commit fate) {
        next = fate;
    }

    public List<RecordedFact> facts(long after) {
        return real.facts(home, after);
    }

    public <R extends Row> List<R> all(Class<R> type) {
        return real.all(type);
    }

    /// @return with its version; empty if there is none
    <R extends Row> Optional<Records.Versioned<R>> versioned(Class<R> type, Id<R> id) {
        return Optional.ofNullable(real.now(type, id.value()))
                .map(found -> new Records.Versioned<>(type.cast(found.row()), found.version()));
    }

    public <R extends Row> Optional<R> find(Class<R> type, Id<R> id) {
        return versioned(type, id).map(Records.Versioned::row);
    }

    /// All that a record ever was, oldest first.
    public <R extends Row> List<R> history(Class<R> type, Id<R> id) {
        return real.history(type, id.value());
    }

    /// Keeps a row of another home.
    ///
    /// @param version the index of the fact that it comes from
    public void replicate(Row row, long version) {
        real.replicate(row, version);
    }

    /// Whether a row is kept as this one is.
    public boolean has(Row like) {
        return Optional.ofNullable(real.now(like.getClass(), like.id().value()))
                .filter(found -> found.row().equals(like))
                .isPresent();
    }

    /// Whose the row is that is kept under this one's id.
    public Optional<Province> homeOf(Row like) {
        return Optional.ofNullable(real.now(like.getClass(), like.id().value()))
                .map(found -> found.row().home());
    }

    public <V> Optional<V> look(Class<V> type, String key) {
        return lane.read(home, rows -> rows.look(type, key));
    }

    public Province home() {
        return home;
    }

    public Instant now() {
        return clock.instant();
    }

    public List<Balances> accounts() {
        return ledger.accounts();
    }

    public List<Transfer> transfers() {
        return ledger.transfers();
    }

    @Override
    public void close() {
        lane.close();
    }

    private final class Failing extends Fronting {

        private Failing() {
            super(SimulatedNode.this.real);
        }

        @Override
        public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
            Commit fate = next;
            next = Commit.WELL;
            SQLTransientConnectionException lost =
                    new SQLTransientConnectionException("simulated", "08006");
            if (fate == Commit.AWAY) {
                throw Away.or("simulated", lost);
            }
            real.store(overlay, epoch, phases, turn);
            if (fate == Commit.UNKNOWN) {
                throw new UnknownOutcome(lost);
            }
        }
    }
}
