package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where a feed goes on after its home moved here: whether what came is what the home had signed,
/// and the second signature under its last head there, by the key of here.
public final class Handover {

    /// The head of the feed that this node saw last.
    ///
    /// @param read how far this node has read the feed itself
    public record Seen(long size, byte[] root, long read) {}

    private static final int BATCH = 1_000;

    private final Keyring keys;
    private final Clock clock;

    Handover(Keyring keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @param data the folder in which the keys are
    public static Handover at(Path data, PropertyResolver settings, Clock clock) {
        return new Handover(new Keyring(List.of(), data, settings), clock);
    }

    /// Makes the key by which a home shall sign at this node, unless there is one.
    ///
    /// @return the verifier key
    public String prepare(Province home) {
        return keys.prepare(home).key().text();
    }

    /// What this node saw of the feed as that of another node.
    public Optional<Seen> seen(JdbcClient there, Province home) {
        return there.sql(
                        """
                        SELECT s.size, s.root, c.position FROM federation.seen_checkpoint s
                        JOIN federation.replica_cursor c ON c.origin = s.home WHERE s.home = ?
                        """)
                .params(home.code())
                .query((row, _) ->
                        new Seen(
                                row.getLong("size"), row.getBytes("root"), row.getLong("position")))
                .optional();
    }

    /// Holds the facts and the tree that came against the head that the home signed and this node
    /// saw, fact by fact.
    ///
    /// @return what is wrong, as an operator may read it in the log; empty if all is as signed
    public Optional<String> wrong(
            JdbcClient there, Province home, long size, String note, @Nullable Seen seen)
            throws Malformed {
        Checkpoint head = Checkpoint.of(SignedNote.parse(note));
        if (!head.origin().equals(Entry.origin(home)) || head.size() != size) {
            return Optional.of("the head is another feed's");
        }
        if (seen == null
                || seen.size() != size
                || seen.read() != size
                || !Arrays.equals(seen.root(), head.root())) {
            return Optional.of("the head is not the one that was seen");
        }
        Facts facts = new Facts(there);
        Tiles kept = tiles(there, home);
        Tiles made = new Tiles((_, _) -> Optional.empty());
        long index = 0;
        while (index < size) {
            List<RecordedFact> batch = facts.bare(home, index, BATCH);
            if (batch.isEmpty() || batch.getFirst().index() != index + 1) {
                return Optional.of("fact %d is missing".formatted(index + 1));
            }
            List<byte[]> leaves =
                    batch.stream().map(fact -> Entry.leafHash(Entry.bytes(fact))).toList();
            for (byte[] leaf : leaves) {
                if (!Arrays.equals(leaf, kept.whole(0, index))) {
                    return Optional.of("fact %d is not what was signed".formatted(index + 1));
                }
                index++;
            }
            made.append(index - leaves.size(), leaves);
        }
        if (index != size || !facts.bare(home, size, 1).isEmpty()) {
            return Optional.of("there are facts beyond the head");
        }
        if (!Arrays.equals(Merkle.root(size, made), head.root())
                || !Arrays.equals(Merkle.root(size, kept), head.root())) {
            return Optional.of("the root is not the one that was signed");
        }
        NoteKey next = keys.prepared(home).map(NoteSigner::key).orElse(null);
        RecordedFact last = facts.bare(home, size - 1, 1).getFirst();
        return last.kind().equals(HomeKeys.KIND)
                        && next != null
                        && HomeKeys.body(last).next().equals(next.text())
                ? Optional.empty()
                : Optional.of("the feed does not end with the handover to the key of here");
    }

    private static Tiles tiles(JdbcClient there, Province home) {
        return new Tiles((level, index) ->
                there.sql(
                                """
                                SELECT hashes FROM federation.tile
                                WHERE home = ? AND level = ? AND index = ?
                                """)
                        .params(home.code(), level, index)
                        .query(byte[].class)
                        .optional());
    }

    /// Signs the last head by the key of here, too, and keeps the proof that the home goes on by
    /// it.
    public void goOn(JdbcClient there, Province home, long size, String note) throws Malformed {
        NoteSigner next = keys.prepared(home).orElseThrow();
        SignedNote both = next.and(SignedNote.parse(note));
        RecordedFact last = new Facts(there).bare(home, size - 1, 1).getFirst();
        FeedKeyChanged told = HomeKeys.body(last);
        NoteKey former = NoteKey.parse(told.former()).orElseThrow();
        there.sql("UPDATE federation.checkpoint SET note = ? WHERE home = ? AND size = ?")
                .params(both.whole(), home.code(), size)
                .update();
        for (NoteKey key : List.of(next.key(), next.witnessKey())) {
            there.sql(
                            """
                            INSERT INTO federation.feed_key (home, key, since) VALUES (?, ?, ?)
                            ON CONFLICT DO NOTHING
                            """)
                    .params(home.code(), key.text(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        String receipt =
                new Receipt(
                                new String(Entry.bytes(last), StandardCharsets.UTF_8),
                                Merkle.inclusion(size - 1, size, tiles(there, home)),
                                both,
                                List.of(former, next.key()),
                                List.of())
                        .json();
        there.sql(
                        """
                        INSERT INTO federation.home_key (home, size, former, next, lost, receipt, at)
                        VALUES (?, ?, ?, ?, false, ?, ?)
                        """)
                .params(
                        home.code(),
                        size,
                        told.former(),
                        told.next(),
                        receipt,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
