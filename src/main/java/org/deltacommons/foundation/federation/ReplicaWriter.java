package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what other nodes' homes publish: the facts as received and the rows they replicate, in the
/// order of the origin's feed, with the cursor in the same transaction. Each fact is held against
/// the tree that its home signed before anything is done with it; what is not in it stops the feed
/// there. A fact beyond the head that this node has verified waits until the head has come so far.
final class ReplicaWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWriter.class);
    private static final int BATCH = 500;
    private static final String ERASING = FactKind.Of.kind(TextsErased.class).value();

    /// What of a stretch may be kept, and at what it stops.
    ///
    /// @param upTo how far the feed is dealt with once the facts are kept
    private record Arrival(List<Copies.Arrived> facts, long upTo, @Nullable Wrong wrong) {}

    /// @param proof empty if there is none
    private record Wrong(long index, Stops.Why why, String entry, String proof) {}

    private final PeerFeed peer;
    private final Set<Province> hosted;
    private final Supplier<Set<Province>> readers;
    private final Copies copies;
    private final Believed believed;
    private final Map<String, Replica<?>> replicas = new HashMap<>();
    private final Ahead ahead;
    private final Unread unread;
    private final Set<Province> replayed = EnumSet.noneOf(Province.class);

    /// @param readers the homes here for which is read; fewer once one has moved away
    ReplicaWriter(
            PeerFeed peer,
            Set<Province> hosted,
            Supplier<Set<Province>> readers,
            Feeds feeds,
            Witness witness,
            Stops stops,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<Replica<?>> replicas) {
        this(
                peer,
                hosted,
                readers,
                new StoredCopies(feeds, stops, jdbc, transactions),
                Believed.by(witness),
                replicas);
    }

    ReplicaWriter(
            PeerFeed peer,
            Set<Province> readers,
            Copies copies,
            Believed believed,
            List<Replica<?>> replicas) {
        this(peer, readers, () -> readers, copies, believed, replicas);
    }

    private ReplicaWriter(
            PeerFeed peer,
            Set<Province> hosted,
            Supplier<Set<Province>> readers,
            Copies copies,
            Believed believed,
            List<Replica<?>> replicas) {
        this.peer = peer;
        this.hosted = Set.copyOf(hosted);
        this.readers = readers;
        this.copies = copies;
        this.believed = believed;
        this.ahead = new Ahead(peer, readers, BATCH);
        Map<String, Integer> reads = new HashMap<>();
        for (Replica<?> one : replicas) {
            FactKind kind = FactKind.Of.kind(one.fact());
            this.replicas.put(kind.value(), one);
            reads.put(kind.value(), kind.schema());
        }
        this.unread = new Unread(copies, reads);
    }

    Set<Province> origins() {
        return peer.origins();
    }

    /// @return true if something arrived
    boolean work() {
        boolean more = false;
        for (Province origin : peer.origins()) {
            replay(origin);
            unread.work(origin, this::again);
            long position = copies.newest(origin);
            Optional<Leaves> leaves =
                    believed.leaves(peer, origin).filter(head -> head.head().size() > position);
            if (leaves.isPresent()) {
                more |= follow(origin, position, leaves.get());
            }
        }
        return more;
    }

    /// What a home that moved here had heard is here as it was received there; its rows come of it
    /// now.
    private void replay(Province origin) {
        while (!replayed.contains(origin)) {
            List<RecordedFact> some = copies.replay(origin);
            if (some.isEmpty()) {
                replayed.add(origin);
                return;
            }
            copies.once(
                    origin,
                    copies.newest(origin),
                    () -> {
                        for (RecordedFact fact : some) {
                            Replica<?> replica = replicas.get(fact.kind());
                            if (replica != null) {
                                replicate(replica, fact);
                            }
                        }
                        copies.replayed(origin, some);
                    });
        }
    }

    private boolean follow(Province origin, long position, Leaves leaves) {
        PeerFeed.Stretch stretch = ahead.of(origin, position, leaves.head().size());
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
        if (arrival.wrong() == null) {
            ahead.ask(origin, arrival.upTo(), leaves.head().size());
        }
        AtomicBoolean done = new AtomicBoolean();
        copies.once(
                origin,
                position,
                () -> {
                    leave(origin, position);
                    keep(origin, arrival, leaves.head().note());
                    done.set(true);
                });
        if (done.get()) {
            copies.kept(origin, position, arrival.upTo(), arrival.facts());
        }
        return arrival.upTo() > position;
    }

    /// What is for a home that has gone is passed over from here on: a home that was left out when
    /// this was asked for has gone still.
    private void leave(Province origin, long position) {
        Set<Province> gone = EnumSet.noneOf(Province.class);
        gone.addAll(hosted);
        gone.removeAll(readers.get());
        if (!gone.isEmpty()) {
            copies.leftOff(gone, origin, position);
        }
    }

    /// One home, one writer: a peer speaks for the origin it was asked for, in the order of its
    /// feed, tells this node nothing that was not meant for it, and each entry is the one that the
    /// home signed in that place.
    private Arrival check(Province origin, long position, PeerFeed.Stretch stretch, Leaves leaves) {
        long until = Math.min(stretch.upTo(), leaves.head().size());
        long last = position;
        List<Copies.Arrived> facts = new ArrayList<>();
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
            facts.add(new Copies.Arrived(fact, entry, beside));
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
        if (readers.get().stream().noneMatch(fact.audience().provinces()::contains)) {
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
            believed.doubt(origin);
            LOG.warn("The tree of {} as a peer sent it: {}", origin, other.getMessage());
            return new Wrong(fact.index(), Stops.Why.OTHER_TREE, entry, "");
        }
    }

    /// Of every kind, those that nobody here understands included: a later version of this node
    /// may.
    private void keep(Province origin, Arrival arrival, String note) {
        List<Copies.Arrived> fresh = copies.unknown(origin, arrival.facts());
        copies.receive(fresh);
        if (!replicateAtOnce(origin, fresh)) {
            for (Copies.Arrived one : fresh) {
                Replica<?> replica = replicas.get(one.fact().kind());
                if (replica != null) {
                    replicate(replica, one.fact());
                }
            }
        }
        arrival.facts().stream()
                .map(Copies.Arrived::fact)
                .filter(fact -> fact.kind().equals(ERASING))
                .forEach(this::rewrite);
        copies.reached(origin, arrival.upTo());
        unread.note(origin);
        Wrong wrong = arrival.wrong();
        if (wrong == null) {
            copies.mended(origin);
        } else {
            copies.stop(origin, wrong.index(), wrong.why(), wrong.entry(), note, wrong.proof());
        }
    }

    /// The rows that come from a fact whose texts were erased are written without them.
    private void rewrite(RecordedFact said) {
        Json.heard(said.body(), TextsErased.class).texts().stream()
                .map(TextsErased.Text::index)
                .distinct()
                .flatMap(index -> copies.received(said.origin(), index).stream())
                .forEach(fact -> {
                    Replica<?> replica = replicas.get(fact.kind());
                    if (replica != null) {
                        rows(replica, fact).forEach(row -> copies.rewrite(row, fact.index()));
                    }
                });
    }

    /// A stretch is nearly always right, and costs a few statements then.
    ///
    /// @return false if anything about it is wrong: nothing is written then
    private boolean replicateAtOnce(Province origin, List<Copies.Arrived> facts) {
        try {
            RowsAtOnce rows = new RowsAtOnce();
            for (Copies.Arrived one : facts) {
                Replica<?> replica = replicas.get(one.fact().kind());
                if (replica != null) {
                    rows(replica, one.fact()).forEach(row -> rows.add(row, one.fact().index()));
                }
            }
            return copies.writeAtOnce(origin, rows);
        } catch (TransientDataAccessException | NonTransientDataAccessResourceException passing) {
            throw passing;
        } catch (DataAccessException
                | tools.jackson.core.JacksonException
                | IllegalArgumentException
                | NullPointerException _) {
            return false;
        }
    }

    /// A foreign fact is never failed: rows that cannot be kept are noted and the feed goes on.
    /// What is only passing, such as a database that went away, is tried again instead.
    private void replicate(Replica<?> replica, RecordedFact fact) {
        replicate(fact, () -> rows(replica, fact).forEach(row -> write(row, fact)));
    }

    /// The same of a fact that came before, where no later one has said more.
    private void again(RecordedFact fact) {
        Replica<?> replica = Objects.requireNonNull(replicas.get(fact.kind()));
        replicate(
                fact,
                () ->
                        rows(replica, fact).stream()
                                .filter(row -> copies.version(row) <= fact.index())
                                .forEach(row -> write(row, fact)));
    }

    private void replicate(RecordedFact fact, Runnable writing) {
        try {
            copies.apart(writing);
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
        copies.note(fact, String.valueOf(why.getMessage()));
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

    /// The version of a replica is the index of the fact that it comes from. Nobody takes over a
    /// row of another home by publishing one with its id. The database refuses that too; this says
    /// it before.
    private void write(Row row, RecordedFact fact) {
        boolean ofAnother = copies.homeOf(row).filter(home -> home != fact.origin()).isPresent();
        if (row.home() != fact.origin() || ofAnother) {
            throw new RowOfAnother(row);
        }
        copies.write(row, fact.index());
    }
}
