package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The trees over the feeds of the homes hosted here, and what the homes signed of them. A follower
/// of each lane works on them: facts are in the tree after their commit, many under one signature,
/// and the lane waits for nothing of it.
public final class Trees {

    /// How long facts gather for one signature; a fact is signed that much after its commit, at
    /// most.
    static final Duration PAUSE = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Trees.class);
    private static final int BATCH = 1_000;
    private static final int KEPT = 1_000;

    /// Whoever has cosigned none of so many is as good as silent.
    private static final int COSIGNED_READ = 100;

    /// Why a home signs no more.
    enum Halt {
        /// Its feed ends before what it has signed: an old copy of the database was started.
        BEHIND,
        /// Its feed is not what it has signed.
        REWRITTEN
    }

    /// How far a home has signed its feed.
    record Head(long size) {}

    private record Signed(long size, byte[] root, String note) {}

    /// What a home signed and its feed here does not come to, as somebody else still had it.
    private record Claim(Halt why, long size, String note) {
        byte[] root() {
            try {
                return Checkpoint.of(parsed(note)).root();
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// From where the facts come that grow a tree.
    interface Source {
        /// @return oldest first
        List<Held> after(Province home, long after, int limit);
    }

    private final Lane lane;
    private final Facts facts;
    private final Source source;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Signers signers;
    private final Clock clock;
    private volatile Supplier<Set<Province>> left = Set::of;
    private final HomeKeys homeKeys;
    private final Map<Province, Halt> halted = new ConcurrentHashMap<>();
    private final Map<Province, Halt> claimed = new ConcurrentHashMap<>();
    private final Set<Province> examined = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Province>> listeners = new CopyOnWriteArrayList<>();

    Trees(
            Lane lane,
            Facts facts,
            Source source,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Keyring keys,
            Clock clock) {
        this.lane = lane;
        this.facts = facts;
        this.source = source;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.homeKeys = new HomeKeys(jdbc, clock);
        this.signers = new Signers(jdbc, keys, homeKeys);
    }

    /// Asks to be told whenever a home has signed a checkpoint.
    public void onSigned(Consumer<Province> listener) {
        listeners.add(listener);
    }

    /// The newest checkpoint of a home hosted here as a signed note, with the cosignatures that it
    /// has so far.
    public Optional<String> checkpoint(Province home) {
        return signed(home, "true").map(Signed::note);
    }

    Optional<Head> head(Province home) {
        return signed(home, "true").map(signed -> new Head(signed.size()));
    }

    /// How far enough of the others have seen it.
    Optional<Head> witnessedHead(Province home) {
        return signed(home, "witnesses >= " + quorum()).map(signed -> new Head(signed.size()));
    }

    /// How far each of the others has cosigned, of the checkpoints that are kept.
    Map<Province, Long> cosigned(Province home) {
        Map<Province, Long> sizes = new EnumMap<>(Province.class);
        jdbc.sql(
                        """
                        SELECT size, note FROM federation.checkpoint
                        WHERE home = ? AND witnesses > 0 ORDER BY size DESC LIMIT ?
                        """)
                .params(home.code(), COSIGNED_READ)
                .query((row, _) -> Map.entry(row.getLong("size"), parsed(row.getString("note"))))
                .list()
                .forEach(one ->
                        one.getValue().signatures().stream()
                                .flatMap(each -> Observations.named(each.name()).stream())
                                .filter(by -> by != home)
                                .forEach(by -> sizes.putIfAbsent(by, one.getKey())));
        return sizes;
    }

    /// Since when a feed has facts that not enough of the others have seen.
    Optional<Instant> unwitnessedSince(Province home) {
        long witnessed = witnessedHead(home).map(Head::size).orElse(0L);
        return facts.after(home, witnessed, 1).stream().map(RecordedFact::at).findFirst();
    }

    /// Whether the newest signed head covers all that is in the feed.
    public boolean isSignedToItsEnd(Province home) {
        return head(home).map(Head::size).orElse(0L) == facts.newest(home);
    }

    /// Whether there are enough others at other nodes who could witness: a node that hosts all four
    /// has none.
    boolean canBeWitnessed() {
        return Province.values().length - left.get().size() - lane.homes().size() >= quorum();
    }

    /// @param width how many hashes are wanted, 1 to 256
    /// @return empty if the tile has fewer
    public Optional<byte[]> tile(Province home, int level, long index, int width) {
        return stored(home, level, index)
                .filter(hashes -> hashes.length >= width * Merkle.HASH_BYTES)
                .map(hashes -> Arrays.copyOf(hashes, width * Merkle.HASH_BYTES));
    }

    /// The verifier keys that a home hosted here ever had, the present one first, then that by
    /// which it cosigns.
    public List<String> keys(Province home) {
        return known(home).stream()
                .filter(key -> key.startsWith(Entry.origin(home) + "+"))
                .toList();
    }

    Signers signers() {
        return signers;
    }

    /// How the home came from one key to the next, as receipts, oldest first.
    public List<String> keyChanges(Province home) {
        return lane.hosts(home) ? homeKeys.receipts(home) : List.of();
    }

    /// The home's own keys, and those of its witnesses.
    private List<String> known(Province home) {
        return jdbc.sql(
                        """
                        SELECT key FROM federation.feed_key WHERE home = ?
                        ORDER BY key = ? DESC, key = ? DESC, since DESC, key
                        """)
                .params(
                        home.code(),
                        signers.present(home).map(NoteKey::text).orElse(""),
                        signers.present(home).map(NoteKey::asWitness).map(NoteKey::text).orElse(""))
                .query((row, _) -> Objects.requireNonNull(row.getString("key")))
                .list();
    }

    /// A fact with all that proves it, as JSON: see [Receipt].
    ///
    /// @return empty if there is no such fact, or no checkpoint over it yet
    public Optional<String> receipt(Province home, long index) {
        if (!lane.hosts(home) || index < 1) {
            return Optional.empty();
        }
        List<RecordedFact> fact = facts.after(home, index - 1, 1);
        return signed(home, "size >= %d AND witnesses >= %d".formatted(index, quorum()))
                .or(() -> signed(home, "size >= " + index))
                .filter(_ -> !fact.isEmpty() && fact.getFirst().index() == index)
                .map(signed -> receipt(fact.getFirst(), signed).json());
    }

    private Receipt receipt(RecordedFact fact, Signed signed) {
        Tiles tiles = tiles(fact.origin());
        return new Receipt(
                Entry.text(fact),
                Merkle.inclusion(fact.index() - 1, signed.size(), tiles),
                parsed(signed.note()),
                signers(fact.origin(), parsed(signed.note())),
                Arrays.stream(Province.values())
                        .filter(other -> other != fact.origin() && lane.hosts(other))
                        .map(Province::code)
                        .toList());
    }

    /// The keys of the note's signatures.
    private List<NoteKey> signers(Province home, SignedNote note) {
        return known(home).stream()
                .flatMap(text -> NoteKey.parse(text).stream())
                .filter(key -> note.signatures().stream().anyMatch(key::made))
                .toList();
    }

    private static SignedNote parsed(String note) {
        try {
            return SignedNote.parse(note);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whose nodes have left: they witness nothing any more.
    void without(Supplier<Set<Province>> left) {
        this.left = left;
    }

    /// How many of the other homes must have seen a feed: half of those that have not left, rounded
    /// up.
    int quorum() {
        return Math.max(1, (Province.values().length - left.get().size()) / 2);
    }

    /// Adds what other homes cosigned to what a home here has signed.
    ///
    /// @param witnesses the keys by which the note's cosignatures were verified
    void witnessed(Province home, SignedNote cosigned, Set<NoteKey> witnesses) throws Malformed {
        Checkpoint head = Checkpoint.of(cosigned);
        if (!head.origin().equals(Entry.origin(home))) {
            LOG.warn("A peer cosigned {} where {} was asked for", head.origin(), home);
            return;
        }
        transactions.executeWithoutResult(_ -> {
            lock(home);
            Optional<Signed> mine = signed(home, "size = " + head.size());
            if (mine.isPresent() && Arrays.equals(mine.get().root(), head.root())) {
                merge(home, mine.get(), cosigned, witnesses);
            }
        });
    }

    private void merge(Province home, Signed mine, SignedNote cosigned, Set<NoteKey> witnesses) {
        SignedNote note = parsed(mine.note());
        for (SignedNote.Signature one : cosigned.signatures()) {
            if (witnesses.stream().anyMatch(key -> key.made(one))) {
                note = note.and(one);
            }
        }
        if (note.whole().equals(mine.note())) {
            return;
        }
        long names =
                note.signatures().stream()
                        .map(SignedNote.Signature::name)
                        .filter(name -> !name.equals(Entry.origin(home)))
                        .distinct()
                        .count();
        jdbc.sql(
                        """
                        UPDATE federation.checkpoint SET note = ?, witnesses = ?
                        WHERE home = ? AND size = ?
                        """)
                .params(note.whole(), names, home.code(), mine.size())
                .update();
        // A receipt names the keys of its cosignatures; they are kept with the home's own.
        witnesses.forEach(key -> know(home, key));
    }

    /// Why a home signs no more and its lane writes no more; empty if all is well.
    Optional<Halt> halted(Province home) {
        return Optional.ofNullable(claimed.getOrDefault(home, halted.get(home)));
    }

    /// Why the lane of a home must not write now.
    Optional<Refusal> closed(Province home) {
        return halted(home)
                .map(halt ->
                        Refusal.of(
                                        halt == Halt.BEHIND
                                                ? FederationReason.BEHIND
                                                : FederationReason.REWRITTEN)
                                .with("province", home));
    }

    /// Somebody has a note that a home here signed. Where its feed does not come to it, the
    /// database is not the one in which it was signed: an old copy, or one that was changed.
    ///
    /// @return whether it was looked at: a tree that is being made again is not whole yet
    boolean reminded(Province home, SignedNote note) throws Malformed {
        Checkpoint head = Checkpoint.of(note);
        List<HomeKeys.Change> changes = homeKeys.of(home);
        if (!head.origin().equals(Entry.origin(home))
                || note.verified(published(home)).stream()
                        .noneMatch(key -> HomeKeys.covers(changes, key, head.size()))) {
            return true;
        }
        return Boolean.TRUE.equals(transactions.execute(_ -> compare(home, head, note)));
    }

    private boolean compare(Province home, Checkpoint head, SignedNote note) {
        lock(home);
        if (head.size() <= size(home)) {
            if (!Arrays.equals(Merkle.root(head.size(), tiles(home)), head.root())) {
                claim(home, new Claim(Halt.REWRITTEN, head.size(), note.whole()));
            }
            return true;
        }
        if (facts.after(home, head.size() - 1, 1).isEmpty()) {
            claim(home, new Claim(Halt.BEHIND, head.size(), note.whole()));
            return true;
        }
        return false;
    }

    private List<NoteKey> published(Province home) {
        return Stream.concat(
                        keys(home).stream().flatMap(text -> NoteKey.parse(text).stream()),
                        signers.of(home).map(NoteSigner::key).stream())
                .filter(key -> !key.isWitness())
                .distinct()
                .toList();
    }

    /// The largest is what the feed must come to.
    private void claim(Province home, Claim claim) {
        int kept =
                jdbc.sql(
                                """
                                INSERT INTO federation.halt AS h (home, why, size, note, since)
                                VALUES (?, ?, ?, ?, ?)
                                ON CONFLICT (home) DO UPDATE
                                SET why = EXCLUDED.why, size = EXCLUDED.size, note = EXCLUDED.note
                                WHERE h.why = 'BEHIND' AND h.size < EXCLUDED.size
                                   OR h.why = 'BEHIND' AND EXCLUDED.why = 'REWRITTEN'
                                """)
                        .params(
                                home.code(),
                                claim.why().name(),
                                claim.size(),
                                claim.note(),
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
        claimed.put(home, claim.why());
        if (kept > 0) {
            LOG.error(
                    "The feed of {} is {} what it signed up to {}: its lane writes no more",
                    home,
                    claim.why(),
                    claim.size());
        }
    }

    private Optional<Claim> claim(Province home) {
        Optional<Claim> claim =
                jdbc.sql("SELECT why, size, note FROM federation.halt WHERE home = ?")
                        .params(home.code())
                        .query((row, _) ->
                                new Claim(
                                        Halt.valueOf(row.getString("why")),
                                        row.getLong("size"),
                                        row.getString("note")))
                        .optional();
        claim.ifPresentOrElse(one -> claimed.put(home, one.why()), () -> claimed.remove(home));
        return claim;
    }

    /// The feed has come to the size of a claim: it is what was signed, or never will be.
    private Optional<Claim> settle(Province home, Claim claim, byte[] root) {
        if (claim.why() == Halt.BEHIND && Arrays.equals(root, claim.root())) {
            jdbc.sql("DELETE FROM federation.halt WHERE home = ?").params(home.code()).update();
            claimed.remove(home);
            LOG.info("The feed of {} has come to what it had signed", home);
            return Optional.empty();
        }
        Claim rewritten = new Claim(Halt.REWRITTEN, claim.size(), claim.note());
        claim(home, rewritten);
        return Optional.of(rewritten);
    }

    /// Takes what is new in the feed into the tree and signs it.
    ///
    /// @return true if there may be more at once
    boolean work(Province home) {
        if (!examined.contains(home)) {
            transactions.executeWithoutResult(_ -> examine(home));
            examined.add(home);
        }
        int added = Objects.requireNonNull(transactions.execute(_ -> grow(home)));
        if (added > 0) {
            listeners.forEach(listener -> listener.accept(home));
        }
        return added == BATCH;
    }

    /// A tree that does not come to what was signed last is made again from the facts.
    private void examine(Province home) {
        lock(home);
        claim(home);
        signers.begin(home)
                .ifPresent(signer -> {
                    know(home, signer.key());
                    know(home, signer.witnessKey());
                });
        Optional<Signed> last = signed(home, "true");
        if (last.isPresent() && !matches(home, last.get())) {
            LOG.warn("The tree of {} is lost in part and is made again", home);
            jdbc.sql("DELETE FROM federation.tile WHERE home = ?").params(home.code()).update();
        }
    }

    private void know(Province home, NoteKey key) {
        jdbc.sql(
                        """
                        INSERT INTO federation.feed_key (home, key, since)
                        VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(home.code(), key.text(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean matches(Province home, Signed last) {
        try {
            return size(home) >= last.size()
                    && isWhole(home)
                    && Arrays.equals(Merkle.root(last.size(), tiles(home)), last.root());
        } catch (IllegalStateException _) {
            // A tile is missing or too short.
            return false;
        }
    }

    /// A root is read from few tiles; proofs need the others as well.
    private boolean isWhole(Province home) {
        long size = size(home);
        return jdbc.sql(
                        """
                        SELECT coalesce(bool_and(t.hashes = ? >> (8 * t.level)), false)
                        FROM (SELECT level::integer, sum(length(hashes) / 32) AS hashes
                              FROM federation.tile WHERE home = ? GROUP BY level) AS t
                        """)
                .params(size, home.code())
                .query(Boolean.class)
                .single();
    }

    /// Only one instance of a node works on a home's tree at a time.
    private void lock(Province home) {
        WritingHome.name(jdbc, home);
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('federation.tree'), ?)")
                .params(Integer.parseInt(home.code()))
                .query((_, _) -> home)
                .single();
    }

    private int grow(Province home) {
        lock(home);
        long size = size(home);
        Optional<Signed> last = signed(home, "true");
        long signed = last.map(Signed::size).orElse(0L);
        Optional<Claim> claim = claim(home);
        List<Held> found = source.after(home, size, limit(size, signed, claim));
        // A key ends with just the fact that says so: the tree stops there to be signed.
        List<Held> fresh = upToChange(found);
        if (fresh.isEmpty()) {
            judge(home, size < signed ? Halt.BEHIND : null);
            return 0;
        }
        if (fresh.getLast().index() != size + fresh.size()) {
            throw new IllegalStateException("the feed of %s has a gap".formatted(home));
        }
        Tiles tiles = tiles(home);
        tiles.append(size, fresh.stream().map(Trees::leafHash).toList());
        store(home, tiles);
        long now = size + fresh.size();
        if (claim.isPresent() && claim.get().size() == now) {
            claim = settle(home, claim.get(), Merkle.root(now, tiles));
        }
        if (now > signed && halted.get(home) != Halt.REWRITTEN && claim.isEmpty()) {
            Checkpoint head = new Checkpoint(Entry.origin(home), now, Merkle.root(now, tiles));
            if (fresh.getLast().fact().kind().equals(HomeKeys.KIND)) {
                change(home, head, fresh.getLast().fact());
            } else {
                sign(home, head);
            }
        } else if (now == signed) {
            boolean same = Arrays.equals(Merkle.root(now, tiles), last.orElseThrow().root());
            judge(home, same ? null : Halt.REWRITTEN);
        }
        return fresh.size() < found.size() ? BATCH : fresh.size();
    }

    private void sign(Province home, Checkpoint head) {
        signers.sign(home, head).ifPresent(note -> sign(home, head, note));
    }

    private static byte[] leafHash(Held one) {
        return Entry.leafHash(one.entry().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Held> upToChange(List<Held> found) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).fact().kind().equals(HomeKeys.KIND)) {
                return found.subList(0, i + 1);
            }
        }
        return found;
    }

    /// The head that ends with the change is signed by both keys, by the former unless it is lost:
    /// whoever believes the one may believe the other. Nothing is signed beyond it while the secret
    /// of the next is not here.
    private void change(Province home, Checkpoint head, RecordedFact fact) {
        FeedKeyChanged told;
        try {
            told = HomeKeys.body(fact);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        NoteKey former = NoteKey.parse(told.former()).orElseThrow();
        NoteKey announced = NoteKey.parse(told.next()).orElseThrow();
        if (!signers.present(home).equals(Optional.of(former))) {
            // Said twice; the home has gone on already.
            sign(home, head);
            return;
        }
        if (leaves(home, announced)) {
            // The other signature comes from where the home goes, and the proof of both with it.
            sign(home, head);
            return;
        }
        SignedNote note = signers.handOver(home, head, former, announced, told.lost());
        know(home, announced);
        know(home, announced.asWitness());
        sign(home, head, note);
        homeKeys.keep(
                home,
                new HomeKeys.Change(former, announced, head.size(), told.lost(), clock.instant()),
                receipt(fact, new Signed(head.size(), head.root(), note.whole())).json());
        LOG.info("{} signs by {} from {} on", home, announced, head.size());
    }

    /// Whether a home goes to another node with this change.
    private boolean leaves(Province home, NoteKey announced) {
        return jdbc.sql("SELECT count(*) FROM federation.residence WHERE home = ? AND next = ?")
                        .params(home.code(), announced.text())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// How many facts at most, so that the tree stops where it is compared with what was signed.
    private static int limit(long size, long signed, Optional<Claim> claim) {
        long limit = size < signed ? Math.min(BATCH, signed - size) : BATCH;
        long claimed = claim.map(Claim::size).orElse(0L);
        return (int) (size < claimed ? Math.min(limit, claimed - size) : limit);
    }

    private void judge(Province home, @Nullable Halt found) {
        if (halted.get(home) == Halt.REWRITTEN) {
            return;
        }
        if (found == null) {
            halted.remove(home);
        } else if (halted.put(home, found) != found) {
            LOG.error("The feed of {} is {} what it has signed: it signs no more", home, found);
        }
    }

    private void store(Province home, Tiles tiles) {
        tiles.changed()
                .forEach((at, hashes) ->
                        jdbc.sql(
                                        """
                                        INSERT INTO federation.tile (home, level, index, hashes)
                                        VALUES (?, ?, ?, ?)
                                        ON CONFLICT (home, level, index)
                                        DO UPDATE SET hashes = EXCLUDED.hashes
                                        """)
                                .params(home.code(), at.level(), at.index(), hashes)
                                .update());
    }

    private void sign(Province home, Checkpoint head, SignedNote note) {
        jdbc.sql(
                        """
                        INSERT INTO federation.checkpoint (home, size, root, note, at)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(
                        home.code(),
                        head.size(),
                        head.root(),
                        note.whole(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        // What a later one that was witnessed as well includes needs no keeping, nor what nobody
        // will ask for any more.
        jdbc.sql(
                        """
                        DELETE FROM federation.checkpoint c
                        WHERE c.home = ?
                          AND (c.size < (SELECT max(w.size) FROM federation.checkpoint w
                                         WHERE w.home = c.home AND w.witnesses >= ?)
                               OR c.witnesses < ? AND c.size < (
                                   SELECT k.size FROM federation.checkpoint k
                                   WHERE k.home = c.home
                                   ORDER BY k.size DESC OFFSET ? LIMIT 1))
                        """)
                .params(home.code(), quorum(), quorum(), KEPT)
                .update();
    }

    long size(Province home) {
        return jdbc.sql(
                        """
                        SELECT index * 256 + length(hashes) / 32 FROM federation.tile
                        WHERE home = ? AND level = 0 ORDER BY index DESC LIMIT 1
                        """)
                .params(home.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private Tiles tiles(Province home) {
        return new Tiles((level, index) -> stored(home, level, index));
    }

    private Optional<byte[]> stored(Province home, int level, long index) {
        return jdbc.sql(
                        """
                        SELECT hashes FROM federation.tile
                        WHERE home = ? AND level = ? AND index = ?
                        """)
                .params(home.code(), level, index)
                .query(byte[].class)
                .optional();
    }

    private Optional<Signed> signed(Province home, String condition) {
        return jdbc.sql(
                        """
                        SELECT size, root, note FROM federation.checkpoint
                        WHERE home = ? AND %s ORDER BY size DESC LIMIT 1
                        """
                                .formatted(condition))
                .params(home.code())
                .query((row, _) ->
                        new Signed(
                                row.getLong("size"), row.getBytes("root"), row.getString("note")))
                .optional();
    }
}
