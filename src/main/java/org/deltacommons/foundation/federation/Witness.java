package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
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

    /// The largest head of a foreign feed that was found consistent with all before.
    ///
    /// @param note as its home signed it, with the cosignatures of the homes here
    record Seen(long size, byte[] root, String note) {}

    private final Collection<Province> hosted;
    private final Heads heads = new Heads();
    private final Map<Province, PeerTiles> tiles = new ConcurrentHashMap<>();

    /// What each peer handed back last of each home here: the same again is no news.
    private final Map<PeerFeed, Map<Province, String>> collected = new ConcurrentHashMap<>();

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
        return seen(origin).map(Seen::note);
    }

    Optional<Seen> seen(Province origin) {
        return jdbc.sql("SELECT size, root, note FROM federation.seen_checkpoint WHERE home = ?")
                .params(origin.code())
                .query((row, _) ->
                        new Seen(row.getLong("size"), row.getBytes("root"), row.getString("note")))
                .optional();
    }

    Heads heads() {
        return heads;
    }

    /// How far a foreign feed was found consistent.
    long size(Province origin) {
        return seen(origin).map(Seen::size).orElse(0L);
    }

    /// What the facts of a foreign feed are held against before anything is done with them; empty
    /// where nothing may be believed: of a home whose keys nobody gave this node, or that showed
    /// two histories, or that has signed nothing yet.
    Optional<Leaves> leaves(PeerFeed peer, Province origin) {
        if (hosted.contains(origin) || keys(peer, origin).isEmpty() || isForked(origin)) {
            return Optional.empty();
        }
        return seen(origin)
                .map(head -> new Leaves(head, tiles(origin).at(peer, origin, head.size())));
    }

    /// Tiles that did not lead where they should are fetched anew.
    void doubt(Province origin) {
        tiles(origin).forget();
    }

    private PeerTiles tiles(Province origin) {
        return tiles.computeIfAbsent(origin, _ -> new PeerTiles());
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

    /// Looks at a peer's heads and at what the peer cosigned. A home whose keys are not known here
    /// is not witnessed, and so not followed either.
    ///
    /// @return whether a feed was found to go further than before
    boolean work(PeerFeed peer) {
        boolean grown = false;
        for (Province origin : peer.origins()) {
            List<NoteKey> known = keys(peer, origin);
            if (hosted.contains(origin) || known.isEmpty() || isForked(origin)) {
                continue;
            }
            try {
                grown |= observe(peer, origin, known);
            } catch (Malformed wrong) {
                LOG.warn("The head of {} as a peer sent it: {}", origin, wrong.getMessage());
            }
        }
        collect(peer);
        return grown;
    }

    /// Fetches what a peer has of the homes here: cosignatures, and the memory of what they signed.
    void collect(PeerFeed peer) {
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

    private boolean observe(PeerFeed peer, Province origin, List<NoteKey> known) throws Malformed {
        Optional<String> sent = peer.checkpoint(origin);
        if (sent.isEmpty()) {
            return false;
        }
        SignedNote note = SignedNote.parse(sent.get());
        Checkpoint head = Checkpoint.of(note);
        boolean signed =
                note.verified(known).stream()
                        .anyMatch(
                                key -> !key.isWitness() && key.name().equals(Entry.origin(origin)));
        if (!signed || !head.origin().equals(Entry.origin(origin)) || head.size() == 0) {
            LOG.warn("The head of {} as a peer sent it is not signed by that home", origin);
            return false;
        }
        heads.saw(origin, head.size(), clock.instant());
        Optional<Seen> before = seen(origin);
        if (before.isEmpty()) {
            keep(origin, head, note);
            return true;
        }
        return continued(peer, origin, before.get(), head, note);
    }

    private boolean continued(
            PeerFeed peer, Province origin, Seen seen, Checkpoint head, SignedNote note) {
        Continuation found;
        try {
            Tiles tree = tiles(origin).at(peer, origin, Math.max(head.size(), seen.size()));
            found = Continuation.of(seen, head, tree);
        } catch (IllegalStateException missing) {
            LOG.warn("The tree of {} as a peer sent it: {}", origin, missing.getMessage());
            return false;
        }
        switch (found) {
            case FIRST, GROWN -> keep(origin, head, note);
            case FORKED -> evidence(origin, seen.note(), note.whole());
            case OTHER_TREE -> {
                LOG.warn("The tree of {} as a peer sent it is not that of its head", origin);
                doubt(origin);
            }
            case NOTHING_NEW -> {}
        }
        return found == Continuation.GROWN;
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
        Map<Province, String> before =
                collected.computeIfAbsent(peer, _ -> new ConcurrentHashMap<>());
        if (sent.get().equals(before.get(home))) {
            return;
        }
        SignedNote note = SignedNote.parse(sent.get());
        boolean compared = trees.reminded(home, note);
        List<NoteKey> witnesses = new ArrayList<>();
        for (Province origin : peer.origins()) {
            keys(peer, origin).stream().filter(NoteKey::isWitness).forEach(witnesses::add);
        }
        Set<NoteKey> right = note.verified(witnesses);
        if (!right.isEmpty()) {
            trees.witnessed(home, note, right);
        }
        if (compared && !right.isEmpty()) {
            before.put(home, sent.get());
        }
    }
}
