package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Watches the feeds of homes that other nodes host: cosigns each checkpoint that continues what
/// was seen before, keeps the evidence of one that does not, and fetches what the others cosigned
/// of the homes here. A home hosted here is never cosigned here.
public final class Witness {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    /// Evidence that a home showed two histories: two notes that it signed.
    ///
    /// @param first what had been seen before
    /// @param second what does not continue it
    record Fork(Province home, String first, String second, Instant at) {}

    private final Collection<Province> hosted;
    private final Trees trees;
    private final Keyring keys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Witness(
            Collection<Province> hosted,
            Trees trees,
            Keyring keys,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.hosted = List.copyOf(hosted);
        this.trees = trees;
        this.keys = keys;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The newest checkpoint of a foreign feed that the homes here have cosigned.
    public Optional<String> cosigned(Province origin) {
        return jdbc.sql("SELECT note FROM federation.seen_checkpoint WHERE home = ?")
                .params(origin.code())
                .query(String.class)
                .optional();
    }

    /// How far a foreign feed was found consistent.
    long size(Province origin) {
        return jdbc.sql("SELECT size FROM federation.seen_checkpoint WHERE home = ?")
                .params(origin.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// Whether a home was found to show two histories: its feed is followed no further.
    boolean isForked(Province origin) {
        return jdbc.sql("SELECT count(*) FROM federation.fork WHERE home = ?")
                        .params(origin.code())
                        .query(Long.class)
                        .single()
                > 0;
    }

    List<Fork> forks() {
        return jdbc.sql("SELECT home, first, second, at FROM federation.fork ORDER BY at")
                .query((row, _) ->
                        new Fork(
                                Province.of(row.getString("home")),
                                row.getString("first"),
                                row.getString("second"),
                                row.getTimestamp("at").toInstant()))
                .list();
    }

    /// Looks at a peer's heads and at what the peer cosigned. A peer whose keys are not known here
    /// is not witnessed.
    void work(PeerFeed peer) {
        for (Province origin : peer.origins()) {
            List<NoteKey> known = keys(peer, origin);
            if (hosted.contains(origin) || known.isEmpty() || isForked(origin)) {
                continue;
            }
            try {
                observe(peer, origin, known);
            } catch (Malformed wrong) {
                LOG.warn("The head of {} as a peer sent it: {}", origin, wrong.getMessage());
            }
        }
        for (Province home : hosted) {
            try {
                collect(peer, home);
            } catch (Malformed wrong) {
                LOG.warn("What a peer cosigned of {}: {}", home, wrong.getMessage());
            }
        }
    }

    private static List<NoteKey> keys(PeerFeed peer, Province origin) {
        return peer.keys(origin).stream().flatMap(text -> NoteKey.parse(text).stream()).toList();
    }

    private void observe(PeerFeed peer, Province origin, List<NoteKey> known) throws Malformed {
        Optional<String> sent = peer.checkpoint(origin);
        if (sent.isEmpty()) {
            return;
        }
        SignedNote note = SignedNote.parse(sent.get());
        Checkpoint head = Checkpoint.of(note);
        boolean signed =
                note.verified(known).stream()
                        .anyMatch(
                                key -> !key.isWitness() && key.name().equals(Entry.origin(origin)));
        if (!signed || !head.origin().equals(Entry.origin(origin)) || head.size() == 0) {
            LOG.warn("The head of {} as a peer sent it is not signed by that home", origin);
            return;
        }
        Optional<String> before = cosigned(origin);
        if (before.isEmpty()) {
            keep(origin, head, note);
            return;
        }
        Checkpoint seen = Checkpoint.of(SignedNote.parse(before.get()));
        if (head.size() == seen.size()) {
            if (!Arrays.equals(head.root(), seen.root())) {
                evidence(origin, before.get(), sent.get());
            }
        } else if (head.size() > seen.size()) {
            continued(peer, origin, seen, head, note, before.get());
        }
        // A smaller one is an answer from before; what was seen stays the larger.
    }

    /// The tiles must come to the head that was signed, or they prove nothing; if they do, what
    /// they come to at the size seen before is either that, or the proof of a fork.
    private void continued(
            PeerFeed peer,
            Province origin,
            Checkpoint seen,
            Checkpoint head,
            SignedNote note,
            String before) {
        Tiles tiles =
                new Tiles((level, index) ->
                        peer.tile(origin, level, index, Tiles.width(level, index, head.size())));
        byte[] now;
        byte[] then;
        try {
            now = Merkle.root(head.size(), tiles);
            then = Merkle.root(seen.size(), tiles);
        } catch (IllegalStateException missing) {
            LOG.warn("The tree of {} as a peer sent it: {}", origin, missing.getMessage());
            return;
        }
        if (!Arrays.equals(now, head.root())) {
            LOG.warn("The tree of {} as a peer sent it is not that of its head", origin);
        } else if (!Arrays.equals(then, seen.root())) {
            evidence(origin, before, note.whole());
        } else {
            keep(origin, head, note);
        }
    }

    private void keep(Province origin, Checkpoint head, SignedNote note) {
        SignedNote cosigned = note;
        for (Province home : hosted) {
            cosigned = keys.of(home).cosign(cosigned, clock.instant());
        }
        String whole = cosigned.whole();
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, origin);
            jdbc.sql(
                            """
                            INSERT INTO federation.seen_checkpoint AS s (home, size, root, note, at)
                            VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (home) DO UPDATE
                            SET size = EXCLUDED.size, root = EXCLUDED.root,
                                note = EXCLUDED.note, at = EXCLUDED.at
                            WHERE s.size < EXCLUDED.size
                            """)
                    .params(
                            origin.code(),
                            head.size(),
                            head.root(),
                            whole,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private void evidence(Province origin, String first, String second) {
        LOG.error("{} signed two histories; its feed is followed no further", origin);
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, origin);
            jdbc.sql(
                            """
                            INSERT INTO federation.fork (home, first, second, at)
                            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                            """)
                    .params(origin.code(), first, second, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private void collect(PeerFeed peer, Province home) throws Malformed {
        Optional<String> sent = peer.cosigned(home);
        if (sent.isEmpty()) {
            return;
        }
        SignedNote note = SignedNote.parse(sent.get());
        List<NoteKey> witnesses = new ArrayList<>();
        for (Province origin : peer.origins()) {
            keys(peer, origin).stream().filter(NoteKey::isWitness).forEach(witnesses::add);
        }
        Set<NoteKey> right = note.verified(witnesses);
        if (!right.isEmpty()) {
            trees.witnessed(home, note, right);
        }
    }
}
