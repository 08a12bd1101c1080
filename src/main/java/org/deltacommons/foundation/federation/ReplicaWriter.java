package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what other nodes' homes publish: the facts as received and the rows they replicate, in the
/// order of the origin's feed, with the cursor in the same transaction.
final class ReplicaWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWriter.class);
    private static final int BATCH = 200;

    /// A peer that sends what it should not: nothing of the stretch is kept, and it is asked again.
    static final class Unfaithful extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfaithful(Province origin, String what) {
            super("the feed of " + origin + " as a peer sent it: " + what);
        }
    }

    private final PeerFeed peer;
    private final Set<Province> readers;
    private final Feeds feeds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;
    private final Map<String, Replica<?>> replicas = new HashMap<>();

    private Predicate<Province> stopped = _ -> false;

    ReplicaWriter(
            PeerFeed peer,
            Set<Province> readers,
            Feeds feeds,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<Replica<?>> replicas) {
        this.peer = peer;
        this.readers = readers;
        this.feeds = feeds;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.savepoints =
                new TransactionTemplate(
                        java.util.Objects.requireNonNull(transactions.getTransactionManager()));
        savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        replicas.forEach(one -> this.replicas.put(FactKind.Of.kind(one.fact()).value(), one));
    }

    /// Feeds that are followed no further.
    void stopAt(Predicate<Province> condition) {
        stopped = condition;
    }

    Set<Province> origins() {
        return peer.origins();
    }

    void onGrowth(Runnable wake) {
        peer.onGrowth(wake);
    }

    /// @return true if something arrived
    boolean work() {
        boolean more = false;
        for (Province origin : peer.origins()) {
            if (stopped.test(origin)) {
                continue;
            }
            long position = feeds.newest(origin);
            PeerFeed.Stretch stretch = peer.after(origin, position, readers, BATCH);
            if (stretch.upTo() > position) {
                List<RecordedFact> facts = check(origin, position, stretch);
                transactions.executeWithoutResult(_ -> keep(origin, facts, stretch.upTo()));
                more = true;
            }
        }
        return more;
    }

    /// One home, one writer: a peer speaks for the origin it was asked for, in the order of its
    /// feed, and tells this node nothing that was not meant for it.
    private List<RecordedFact> check(Province origin, long position, PeerFeed.Stretch stretch) {
        if (readers.contains(origin)) {
            throw new Unfaithful(origin, "this node hosts that home itself");
        }
        long last = position;
        List<RecordedFact> facts = new ArrayList<>();
        for (String entry : stretch.entries()) {
            RecordedFact fact = read(origin, entry);
            if (fact.origin() != origin) {
                throw new Unfaithful(origin, "a fact of " + fact.origin());
            }
            if (fact.index() <= last || fact.index() > stretch.upTo()) {
                throw new Unfaithful(origin, "index %d after %d".formatted(fact.index(), last));
            }
            if (readers.stream().noneMatch(fact.audience().provinces()::contains)) {
                throw new Unfaithful(origin, "fact %d is not for us".formatted(fact.index()));
            }
            last = fact.index();
            facts.add(fact);
        }
        return facts;
    }

    private static RecordedFact read(Province origin, String entry) {
        try {
            return Entry.read(entry);
        } catch (Malformed bad) {
            throw new Unfaithful(origin, String.valueOf(bad.getMessage()));
        }
    }

    private void keep(Province origin, List<RecordedFact> facts, long upTo) {
        WritingHome.name(jdbc, origin);
        for (RecordedFact fact : facts) {
            receive(fact);
            Replica<?> replica = replicas.get(fact.kind());
            if (replica != null) {
                replicate(replica, fact);
            }
        }
        jdbc.sql(
                        """
                        INSERT INTO federation.replica_cursor (origin, home, position) VALUES (?, ?, ?)
                        ON CONFLICT (origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(origin.code(), origin.code(), upTo)
                .update();
    }

    /// Of every kind, those that nobody here understands included: a later version of this node
    /// may.
    private void receive(RecordedFact fact) {
        jdbc.sql(
                        """
                        INSERT INTO federation.received
                          (home, index, kind, schema, subject, audience, at, by_id, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::jsonb)
                        """)
                .params(
                        fact.origin().code(),
                        fact.index(),
                        fact.kind(),
                        fact.schema(),
                        fact.subject(),
                        fact.audience().text(),
                        fact.at().toString(),
                        fact.by(),
                        fact.body().toString())
                .update();
    }

    /// A foreign fact is never failed: rows that cannot be kept are noted and the feed goes on.
    /// What is only passing, such as a database that went away, is tried again instead.
    private void replicate(Replica<?> replica, RecordedFact fact) {
        try {
            savepoints.executeWithoutResult(
                    _ -> rows(replica, fact).forEach(row -> write(row, fact)));
        } catch (TransientDataAccessException | NonTransientDataAccessResourceException passing) {
            throw passing;
        } catch (DataAccessException | RowOfAnother | tools.jackson.core.JacksonException bad) {
            note(fact, bad);
        } catch (IllegalArgumentException | NullPointerException bad) {
            // What a record's constructor says to a body that is not as it should be.
            note(fact, bad);
        }
    }

    private void note(RecordedFact fact, RuntimeException why) {
        LOG.error(
                "The rows of {}/{} {} cannot be kept: {}",
                fact.origin(),
                fact.index(),
                fact.kind(),
                why.toString());
        jdbc.sql(
                        """
                        INSERT INTO federation.unreplicated (home, index, kind, subject, reason)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(
                        fact.origin().code(),
                        fact.index(),
                        fact.kind(),
                        fact.subject(),
                        String.valueOf(why.getMessage()))
                .update();
    }

    private static <B extends Record> List<Row> rows(Replica<B> replica, RecordedFact fact) {
        return replica.rows(Json.heard(fact.body(), replica.fact()), fact);
    }

    private static final class RowOfAnother extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RowOfAnother(Row row) {
            super("a row of " + row.home() + ": " + row.id());
        }
    }

    /// The version of a replica is the index of the fact that it comes from.
    private void write(Row row, RecordedFact fact) {
        if (row.home() != fact.origin() || isOfAnother(row, fact)) {
            throw new RowOfAnother(row);
        }
        RowType<?> type = RowType.of(row.getClass());
        jdbc.sql(type.upsert()).params("[" + type.write(row, fact.index()) + "]").update();
    }

    /// Nobody takes over a row of another home by publishing one with its id. The database refuses
    /// that too; this says it before.
    private boolean isOfAnother(Row row, RecordedFact fact) {
        return jdbc.sql(
                        "SELECT home FROM %s WHERE id = ?"
                                .formatted(RowType.of(row.getClass()).table()))
                .params(row.id().value())
                .query(String.class)
                .optional()
                .filter(home -> !home.equals(fact.origin().code()))
                .isPresent();
    }
}
