package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
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

    /// Evidence that the node from which a home had moved signed for it beyond its end there.
    ///
    /// @param first the head with which the home left, signed by both its keys
    /// @param second what the former key signed afterwards
    record Overrun(Province home, String first, String second, Instant at) {}

    /// The largest head of a foreign feed that was found consistent with all before.
    ///
    /// @param note as its home signed it, with the cosignatures of the homes here
    record Seen(long size, byte[] root, String note) {}

    private final Collection<Province> hosted;
    private final Heads heads = new Heads();
    private final Map<Province, PeerTiles> tiles = new ConcurrentHashMap<>();

    /// What each peer handed back last of each home here: the same again is no news.
    private final Map<PeerFeed, Map<Province, String>> collected = new ConcurrentHashMap<>();

    /// Whose last head was signed as it must be.
    private final Set<Province> believed = ConcurrentHashMap.newKeySet();

    private final Trees trees;
    private final HomeKeys homeKeys;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Witness(
            Collection<Province> hosted,
            Trees trees,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.hosted = List.copyOf(hosted);
        this.trees = trees;
        this.homeKeys = new HomeKeys(jdbc, clock);
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
        if (hosted.contains(origin) || peer.keys(origin).isEmpty() || isForked(origin)) {
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

    /// Whether the head that a home showed last is not taken because of the key that signed it.
    boolean isRefused(Province origin) {
        return homeKeys.refused().stream().anyMatch(one -> one.home() == origin);
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

    List<Overrun> overruns() {
        return jdbc.sql("SELECT home, first, second, at FROM federation.overrun ORDER BY at")
                .query((row, _) ->
                        new Overrun(
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
            if (hosted.contains(origin) || peer.keys(origin).isEmpty() || isForked(origin)) {
                continue;
            }
            try {
                grown |= observe(peer, origin);
            } catch (Malformed wrong) {
                LOG.warn("The head of {} as a peer sent it: {}", origin, wrong.getMessage());
            }
        }
        for (Province home : peer.left()) {
            try {
                lookBack(peer, home);
            } catch (Malformed wrong) {
                LOG.warn("The head of {} where it was: {}", home, wrong.getMessage());
            }
        }
        collect(peer);
        return grown;
    }

    /// Whether the node from which a home moved signs for it still. Another head of the size with
    /// which the home left is a fork by a key that counted then. What is beyond is by a key that
    /// was given up: it is kept as evidence, and the home is followed where it lives.
    private void lookBack(PeerFeed peer, Province home) throws Malformed {
        Optional<String> sent = peer.checkpoint(home);
        if (sent.isEmpty()) {
            return;
        }
        SignedNote note = SignedNote.parse(sent.get());
        Checkpoint head = Checkpoint.of(note);
        if (!head.origin().equals(Entry.origin(home))) {
            return;
        }
        for (HomeKeys.Change change : homeKeys.of(home)) {
            boolean alone =
                    note.verified(List.of(change.former(), change.next()))
                            .equals(Set.of(change.former()));
            Optional<SignedNote> end = homeKeys.end(home, change.former());
            if (!alone || end.isEmpty() || head.size() < change.size()) {
                continue;
            }
            if (head.size() > change.size()) {
                overrun(home, change.former(), end.get(), note);
            } else if (!Arrays.equals(head.root(), Checkpoint.of(end.get()).root())) {
                evidence(home, end.get().whole(), note.whole());
            }
        }
    }

    private void overrun(Province home, NoteKey former, SignedNote end, SignedNote beyond) {
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, home);
            int fresh =
                    jdbc.sql(
                                    """
                                    INSERT INTO federation.overrun (home, former, first, second, at)
                                    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                                    """)
                            .params(
                                    home.code(),
                                    former.text(),
                                    end.whole(),
                                    beyond.whole(),
                                    clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
            if (fresh > 0) {
                LOG.error("The former node of {} signs for it beyond its end there", home);
            }
        });
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

    private boolean observe(PeerFeed peer, Province origin) throws Malformed {
        Optional<String> sent = peer.checkpoint(origin);
        if (sent.isEmpty()) {
            return false;
        }
        SignedNote note = SignedNote.parse(sent.get());
        Checkpoint head = Checkpoint.of(note);
        if (!head.origin().equals(Entry.origin(origin)) || head.size() == 0) {
            LOG.warn("The head of {} as a peer sent it is none of that home", origin);
            return false;
        }
        boolean grown = false;
        if (objection(peer, origin, note, head).isPresent()) {
            // The home may have gone on to another key while this node was away.
            grown = learn(peer, origin);
            Optional<HomeKeys.Why> objection = objection(peer, origin, note, head);
            if (objection.isPresent()) {
                believed.remove(origin);
                transactions.executeWithoutResult(
                        _ -> homeKeys.refuse(origin, objection.get(), note.whole()));
                return grown;
            }
        }
        if (believed.add(origin)) {
            transactions.executeWithoutResult(_ -> homeKeys.mended(origin));
        }
        heads.saw(origin, head.size(), clock.instant());
        return taken(peer, origin, head, note) || grown;
    }

    /// Why a head is not believed; empty if a key signed it that the home signs so far by.
    private Optional<HomeKeys.Why> objection(
            PeerFeed peer, Province origin, SignedNote note, Checkpoint head) throws Malformed {
        List<HomeKeys.Change> changes = homeKeys.of(origin);
        List<NoteKey> signers =
                note.verified(HomeKeys.known(peer.keys(origin), changes)).stream()
                        .filter(key -> !key.isWitness())
                        .filter(key -> key.name().equals(Entry.origin(origin)))
                        .toList();
        if (signers.isEmpty()) {
            return Optional.of(HomeKeys.Why.UNKNOWN);
        }
        return signers.stream().anyMatch(key -> HomeKeys.covers(changes, key, head.size()))
                ? Optional.empty()
                : Optional.of(HomeKeys.Why.GIVEN_UP);
    }

    /// Follows a home from key to key as it announced them in its feed, each by the one before. A
    /// key that somebody lost is followed by nothing but the word of two persons here.
    ///
    /// @return whether the feed was found to go further than before
    private boolean learn(PeerFeed peer, Province origin) throws Malformed {
        boolean grown = false;
        for (String told : peer.keyChanges(origin)) {
            HomeKeys.Proven proven = HomeKeys.read(origin, told, clock.instant());
            HomeKeys.Change change = proven.change();
            List<HomeKeys.Change> before = homeKeys.of(origin);
            if (before.stream().anyMatch(one -> one.next().equals(change.next()))) {
                continue;
            }
            boolean follows =
                    !change.lost()
                            && HomeKeys.present(peer.keys(origin), before)
                                    .filter(change.former()::equals)
                                    .isPresent()
                            && HomeKeys.covers(before, change.former(), change.size());
            if (!follows) {
                LOG.warn("{} announces a key that nothing here leads to", origin);
                return grown;
            }
            Checkpoint head = Checkpoint.of(proven.note());
            grown |= taken(peer, origin, head, proven.note());
            if (isForked(origin) || !includes(peer, origin, head)) {
                return grown;
            }
            transactions.executeWithoutResult(_ -> homeKeys.keep(origin, change, proven.receipt()));
            LOG.info("{} signs by {} from {} on", origin, change.next(), change.size());
        }
        return grown;
    }

    /// Whether what was seen of a feed goes on from a head.
    private boolean includes(PeerFeed peer, Province origin, Checkpoint head) {
        Seen seen = seen(origin).orElseThrow();
        if (seen.size() < head.size()) {
            return false;
        }
        Tiles tree = tiles(origin).at(peer, origin, seen.size());
        try {
            return Arrays.equals(Merkle.root(seen.size(), tree), seen.root())
                    && Arrays.equals(Merkle.root(head.size(), tree), head.root());
        } catch (IllegalStateException missing) {
            LOG.warn("The tree of {} as a peer sent it: {}", origin, missing.getMessage());
            return false;
        }
    }

    private boolean taken(PeerFeed peer, Province origin, Checkpoint head, SignedNote note) {
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
            Optional<NoteSigner> signer = trees.signers().of(home);
            if (signer.isPresent()) {
                cosigned = signer.get().cosign(cosigned, clock.instant());
            }
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
            List<HomeKeys.Change> changes = homeKeys.of(origin);
            HomeKeys.known(peer.keys(origin), changes).stream()
                    .filter(key -> HomeKeys.witnesses(changes, key))
                    .forEach(witnesses::add);
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
