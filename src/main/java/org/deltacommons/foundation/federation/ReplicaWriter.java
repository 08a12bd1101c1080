package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what other nodes' homes publish: the facts as received and the rows they replicate, in the
/// order of the origin's feed, with the cursor in the same transaction. Each fact is held against
/// the tree that its home signed before anything is done with it; what is not in it stops the feed
/// there. A fact beyond the head that this node has verified waits until the head has come so far.
final class ReplicaWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWriter.class);
    private static final int BATCH = 500;

    /// What of a stretch may be kept, and at what it stops.
    ///
    /// @param upTo how far the feed is dealt with once the facts are kept
    private record Arrival(List<Arrived> facts, long upTo, @Nullable Wrong wrong) {}

    private record Arrived(RecordedFact fact, String entry, List<Salted.Attached> beside) {}

    /// @param proof empty if there is none
    private record Wrong(long index, Stops.Why why, String entry, String proof) {}

    private final PeerFeed peer;
    private final Set<Province> readers;
    private final Feeds feeds;
    private final Witness witness;
    private final Stops stops;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;
    private final Map<String, Replica<?>> replicas = new HashMap<>();

    ReplicaWriter(
            PeerFeed peer,
            Set<Province> readers,
            Feeds feeds,
            Witness witness,
            Stops stops,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<Replica<?>> replicas) {
        this.peer = peer;
        this.readers = readers;
        this.feeds = feeds;
        this.witness = witness;
        this.stops = stops;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.savepoints =
                new TransactionTemplate(
                        java.util.Objects.requireNonNull(transactions.getTransactionManager()));
        savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        replicas.forEach(one -> this.replicas.put(FactKind.Of.kind(one.fact()).value(), one));
    }

    Set<Province> origins() {
        return peer.origins();
    }

    /// @return true if something arrived
    boolean work() {
        boolean more = false;
        for (Province origin : peer.origins()) {
            long position = feeds.newest(origin);
            Optional<Leaves> leaves =
                    witness.leaves(peer, origin).filter(head -> head.head().size() > position);
            if (leaves.isPresent()) {
                more |= follow(origin, position, leaves.get());
            }
        }
        return more;
    }

    private boolean follow(Province origin, long position, Leaves leaves) {
        int limit = (int) Math.min(BATCH, leaves.head().size() - position);
        PeerFeed.Stretch stretch = peer.after(origin, position, readers, limit);
        if (stretch.upTo() <= position && stretch.entries().isEmpty()) {
            return false;
        }
        Arrival arrival;
        try {
            arrival = check(origin, position, stretch, leaves);
        } catch (IllegalStateException missing) {
            LOG.warn("The tree of {} as a peer sent it: {}", origin, missing.getMessage());
            return false;
        }
        transactions.executeWithoutResult(
                _ -> keepOnce(origin, position, arrival, leaves.head().note()));
        return arrival.upTo() > position;
    }

    /// One home, one writer: a peer speaks for the origin it was asked for, in the order of its
    /// feed, tells this node nothing that was not meant for it, and each entry is the one that the
    /// home signed in that place.
    private Arrival check(Province origin, long position, PeerFeed.Stretch stretch, Leaves leaves) {
        long until = Math.min(stretch.upTo(), leaves.head().size());
        long last = position;
        List<Arrived> facts = new ArrayList<>();
        for (String entry : stretch.entries()) {
            RecordedFact fact;
            try {
                fact = Entry.read(entry);
            } catch (Malformed _) {
                return new Arrival(
                        facts, last, new Wrong(last + 1, Stops.Why.MALFORMED, entry, ""));
            }
            if (fact.index() > until && fact.index() <= stretch.upTo()) {
                // Beyond the head: it comes again when the head has grown to it.
                break;
            }
            Wrong wrong = wrong(origin, last, until, fact, entry, leaves);
            if (wrong != null) {
                return new Arrival(facts, last, wrong);
            }
            List<Salted.Attached> beside = stretch.beside(fact.index());
            if (!Salted.attach(fact.body(), beside)) {
                return new Arrival(
                        facts, last, new Wrong(fact.index(), Stops.Why.NOT_AS_SIGNED, entry, ""));
            }
            last = fact.index();
            facts.add(new Arrived(fact, entry, beside));
        }
        return new Arrival(facts, until, null);
    }

    private @Nullable Wrong wrong(
            Province origin,
            long last,
            long until,
            RecordedFact fact,
            String entry,
            Leaves leaves) {
        if (fact.origin() != origin) {
            return new Wrong(last + 1, Stops.Why.OTHER_HOME, entry, "");
        }
        if (fact.index() <= last || fact.index() > until) {
            return new Wrong(last + 1, Stops.Why.OUT_OF_ORDER, entry, "");
        }
        if (readers.stream().noneMatch(fact.audience().provinces()::contains)) {
            return new Wrong(fact.index(), Stops.Why.NOT_FOR_US, entry, "");
        }
        try {
            byte[] hash = Entry.leafHash(entry.getBytes(StandardCharsets.UTF_8));
            return leaves.has(fact.index(), hash)
                    ? null
                    : new Wrong(
                            fact.index(),
                            Stops.Why.NOT_AS_SIGNED,
                            entry,
                            leaves.proof(fact.index()));
        } catch (Leaves.OtherTree other) {
            witness.doubt(origin);
            LOG.warn("The tree of {} as a peer sent it: {}", origin, other.getMessage());
            return new Wrong(fact.index(), Stops.Why.OTHER_TREE, entry, "");
        }
    }

    /// Another instance of this node may have asked the same peer at the same time.
    private void keepOnce(Province origin, long position, Arrival arrival, String note) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('federation.replica'), ?)")
                .params(Integer.parseInt(origin.code()))
                .query((_, _) -> origin)
                .single();
        if (feeds.newest(origin) == position) {
            keep(origin, arrival, note);
        }
    }

    private void keep(Province origin, Arrival arrival, String note) {
        WritingHome.name(jdbc, origin);
        for (Arrived one : arrival.facts()) {
            receive(one);
            Replica<?> replica = replicas.get(one.fact().kind());
            if (replica != null) {
                replicate(replica, one.fact());
            }
        }
        jdbc.sql(
                        """
                        INSERT INTO federation.replica_cursor (origin, home, position) VALUES (?, ?, ?)
                        ON CONFLICT (origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(origin.code(), origin.code(), arrival.upTo())
                .update();
        Wrong wrong = arrival.wrong();
        if (wrong == null) {
            stops.mended(origin);
        } else {
            stops.stop(origin, wrong.index(), wrong.why(), wrong.entry(), note, wrong.proof());
        }
    }

    /// Of every kind, those that nobody here understands included: a later version of this node
    /// may.
    private void receive(Arrived one) {
        RecordedFact fact = one.fact();
        jdbc.sql(
                        """
                        INSERT INTO federation.received (home, index, subject, at, entry)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(
                        fact.origin().code(),
                        fact.index(),
                        fact.subject(),
                        fact.at().atOffset(ZoneOffset.UTC),
                        one.entry())
                .update();
        for (Salted.Attached text : one.beside()) {
            jdbc.sql(
                            """
                            INSERT INTO federation.attachment (home, index, path, salt, text)
                            VALUES (?, ?, ?, ?, ?)
                            """)
                    .params(
                            fact.origin().code(),
                            fact.index(),
                            text.path(),
                            text.salt(),
                            text.text())
                    .update();
        }
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
