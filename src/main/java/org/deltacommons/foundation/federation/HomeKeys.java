package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which key of a home signs which part of its feed. A key holds from the size at which it was
/// announced, or from the beginning, up to the size at which its home went on to the next; what it
/// signed within that stays valid for ever, and what it signs beyond counts for nothing.
final class HomeKeys {

    private static final Logger LOG = LoggerFactory.getLogger(HomeKeys.class);

    /// How a fact that changes the key is called.
    static final String KIND = FactKind.Of.kind(FeedKeyChanged.class).value();

    /// A home went on from one key to the next.
    ///
    /// @param size how many facts the former covers at most, and the next at least
    /// @param lost whether the former is not believed any more, its cosignatures included
    record Change(NoteKey former, NoteKey next, long size, boolean lost, Instant at) {}

    /// What somebody tells of a change, with all that proves it.
    ///
    /// @param note the checkpoint that ends with the change
    record Proven(Change change, SignedNote note, String receipt) {}

    /// Why a head of a foreign feed is not taken.
    enum Why {
        /// By a key that the home did not announce, or announced in the wrong order.
        UNKNOWN,
        /// By a key of the home, but beyond what it signs.
        GIVEN_UP
    }

    /// @param note as it came
    record Refused(Province home, Why why, String note, Instant since) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    HomeKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Oldest first: those that the home proved, and those of other homes that two persons here
    /// confirmed.
    List<Change> of(Province home) {
        return jdbc.sql(
                        """
                        SELECT size, former, next, lost, at FROM federation.home_key
                        WHERE home = :home
                        UNION ALL
                        SELECT facts, former, next, true, decided_at FROM federation.key_change
                        WHERE origin = :home AND origin <> home AND state = 'DONE'
                        ORDER BY 1
                        """)
                .param("home", home.code())
                .query((row, _) ->
                        new Change(
                                key(row.getString("former")),
                                key(row.getString("next")),
                                row.getLong("size"),
                                row.getBoolean("lost"),
                                row.getTimestamp("at").toInstant()))
                .list();
    }

    private static NoteKey key(String text) {
        return NoteKey.parse(text).orElseThrow();
    }

    /// The key that the home went on to last; empty if it has had one only.
    Optional<NoteKey> newest(Province home) {
        List<Change> changes = of(home);
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.getLast().next());
    }

    /// All keys of the home that this node has, those that cosign included.
    ///
    /// @param first verifier keys as the operator was given them
    static List<NoteKey> known(Collection<String> first, List<Change> changes) {
        Set<NoteKey> known = new LinkedHashSet<>();
        first.stream().flatMap(text -> NoteKey.parse(text).stream()).forEach(known::add);
        for (Change change : changes) {
            known.add(change.next());
            known.add(change.next().asWitness());
        }
        return List.copyOf(known);
    }

    /// The key by which a home signs now, as far as this node knows.
    static Optional<NoteKey> present(Collection<String> first, List<Change> changes) {
        return known(first, changes).stream()
                .filter(key -> !key.isWitness())
                .filter(key -> changes.stream().noneMatch(change -> change.former().equals(key)))
                .reduce((_, later) -> later);
    }

    /// Whether what a key signs of a feed of that size counts.
    static boolean covers(List<Change> changes, NoteKey key, long size) {
        return changes.stream()
                        .filter(change -> change.next().equals(key))
                        .allMatch(change -> size >= change.size())
                && changes.stream()
                        .filter(change -> change.former().equals(key))
                        .allMatch(change ->
                                change.lost() ? size < change.size() : size <= change.size());
    }

    /// Whether a key may witness other feeds: not one that is in others' hands.
    static boolean witnesses(List<Change> changes, NoteKey key) {
        return key.isWitness()
                && changes.stream()
                        .noneMatch(
                                change -> change.lost() && change.former().asWitness().equals(key));
    }

    /// Judges what a peer tells of a change. It proves itself: the fact is the last under a
    /// checkpoint that the next key signed and, unless it is lost, the former.
    ///
    /// @throws Malformed if it is no such proof
    static Proven read(Province home, String json, Instant now) throws Malformed {
        Receipt receipt = Receipt.read(json);
        RecordedFact fact = Entry.read(receipt.entry());
        Checkpoint head = Checkpoint.of(receipt.checkpoint());
        if (fact.origin() != home
                || !fact.kind().equals(KIND)
                || !head.origin().equals(Entry.origin(home))
                || head.size() != fact.index()
                || !receipt.holds(fact.index())) {
            throw Malformed.field("entry");
        }
        FeedKeyChanged body = body(fact);
        NoteKey former = signing(home, body.former());
        NoteKey next = signing(home, body.next());
        List<NoteKey> must = body.lost() ? List.of(next) : List.of(former, next);
        if (former.equals(next) || !receipt.checkpoint().verified(must).containsAll(must)) {
            throw Malformed.signature(Entry.origin(home));
        }
        return new Proven(
                new Change(former, next, head.size(), body.lost(), now),
                receipt.checkpoint(),
                json);
    }

    static FeedKeyChanged body(RecordedFact fact) throws Malformed {
        try {
            return Json.heard(fact.body(), FeedKeyChanged.class);
        } catch (tools.jackson.core.JacksonException | IllegalArgumentException unreadable) {
            throw Malformed.field("body");
        }
    }

    private static NoteKey signing(Province home, String text) throws Malformed {
        return NoteKey.parse(text)
                .filter(key -> !key.isWitness() && key.name().equals(Entry.origin(home)))
                .orElseThrow(() -> Malformed.field("body"));
    }

    /// Within a transaction.
    void keep(Province home, Change change, String receipt) {
        WritingHome.name(jdbc, home);
        jdbc.sql(
                        """
                        INSERT INTO federation.home_key
                          (home, size, former, next, lost, receipt, at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(
                        home.code(),
                        change.size(),
                        change.former().text(),
                        change.next().text(),
                        change.lost(),
                        receipt,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Kept once: what comes when the peer is asked again is the same matter. Within a transaction.
    void refuse(Province home, Why why, String note) {
        WritingHome.name(jdbc, home);
        int kept =
                jdbc.sql(
                                """
                                INSERT INTO federation.refused_head (home, since, why, note)
                                VALUES (?, ?, ?, ?)
                                ON CONFLICT (home) WHERE mended IS NULL DO NOTHING
                                """)
                        .params(
                                home.code(),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                why.name(),
                                note)
                        .update();
        if (kept > 0) {
            LOG.error("A head of {} is not taken for its key: {}", home, why);
        }
    }

    /// A head came that is signed as it must be. Within a transaction.
    void mended(Province home) {
        WritingHome.name(jdbc, home);
        jdbc.sql(
                        """
                        UPDATE federation.refused_head SET mended = ?
                        WHERE home = ? AND mended IS NULL
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), home.code())
                .update();
    }

    /// What is refused now.
    List<Refused> refused() {
        return jdbc.sql(
                        """
                        SELECT home, why, note, since FROM federation.refused_head
                        WHERE mended IS NULL ORDER BY since
                        """)
                .query((row, _) ->
                        new Refused(
                                Province.of(row.getString("home")),
                                Why.valueOf(row.getString("why")),
                                row.getString("note"),
                                row.getTimestamp("since").toInstant()))
                .list();
    }

    /// The head with which a home went on from a key, as both signed it; empty if it is not proven.
    Optional<SignedNote> end(Province home, NoteKey former) throws Malformed {
        Optional<String> receipt =
                jdbc.sql("SELECT receipt FROM federation.home_key WHERE home = ? AND former = ?")
                        .params(home.code(), former.text())
                        .query(String.class)
                        .optional();
        return receipt.isEmpty()
                ? Optional.empty()
                : Optional.of(Receipt.read(receipt.get()).checkpoint());
    }

    /// Receipts as JSON, oldest first.
    List<String> receipts(Province home) {
        return new ArrayList<>(
                jdbc.sql("SELECT receipt FROM federation.home_key WHERE home = ? ORDER BY size")
                        .params(home.code())
                        .query(String.class)
                        .list());
    }
}
