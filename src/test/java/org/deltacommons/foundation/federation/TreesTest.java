package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.Naive;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.ProofResult;
import org.deltacommons.foundation.federation.proof.Proofs;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of facts after their commit: leaves, tiles, checkpoints, receipts.
class TreesTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T02:00:00Z"), ZoneOffset.UTC);

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient jdbc;

    @TempDir private Path folder;
    private final Facts facts = new Facts(jdbc);

    private record Hosting(Set<Province> homes) implements Lane {
        @Override
        public boolean hosts(Province home) {
            return homes.contains(home);
        }

        @Override
        public <A> Outcome<A> submit(
                Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
            throw new AssertionError("a tree is never written by a lane");
        }
    }

    @BeforeAll
    static void prepare() {
        database = TestDatabase.fresh("trees");
        Schema.migrate(database, "lane", "federation");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.app().url());
        config.setUsername(database.app().user());
        config.setPassword(database.app().password());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void empty() {
        Schema.owner(
                database,
                """
                TRUNCATE lane.fact, federation.tile, federation.checkpoint, federation.feed_key,
                         federation.home_key
                """);
    }

    private Trees trees(Province... homes) {
        return trees(Map.of(), homes);
    }

    private Trees trees(Map<String, Object> settings, Province... homes) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        Keyring keys = new Keyring(Set.of(homes), folder, environment);
        return trees(jdbc, pool, keys, CLOCK, homes);
    }

    /// The trees of a node that hosts some homes.
    static Trees trees(
            JdbcClient jdbc, DataSource pool, Keyring keys, Clock clock, Province... homes) {
        return new Trees(
                new Hosting(Set.of(homes)),
                new Facts(jdbc),
                (home, after, limit) ->
                        new Facts(jdbc).bare(home, after, limit).stream().map(Held::of).toList(),
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                keys,
                clock);
    }

    /// As the lane would have told them.
    private static void tell(int from, int until) {
        Schema.owner(
                database,
                """
                INSERT INTO lane.fact (home, index, kind, schema, subject, audience, at, by_id, body)
                SELECT '340000', i, 'vouchers.OrderPlaced', 1, 'order-' || i, '310000',
                       timestamptz '2026-03-05 02:00Z' + i * interval '1 microsecond', 'person-1',
                       jsonb_build_object('b', i::text, 'a', jsonb_build_array(i, true, null))
                FROM generate_series(%d, %d) AS i
                """
                        .formatted(from, until));
    }

    private static void work(Trees trees) {
        while (trees.work(ANHUI)) {
            // There may be more at once.
        }
    }

    private static Checkpoint checkpoint(Trees trees) {
        try {
            return Checkpoint.of(note(trees));
        } catch (Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static SignedNote note(Trees trees) {
        return parsed(trees.checkpoint(ANHUI).orElseThrow());
    }

    private static SignedNote parsed(String note) {
        try {
            return SignedNote.parse(note);
        } catch (Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }

    private byte[] naiveRoot(int size) {
        return Naive.root(facts.after(ANHUI, 0, size).stream().map(Entry::bytes).toList());
    }

    private static long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void a_checkpoint_is_that_of_the_rfc_over_what_the_feed_holds_and_signed_by_its_home()
            throws Malformed {
        Trees trees = trees(ANHUI);
        for (int size : List.of(1, 2, 7, 255, 256, 257, 600, 1_900)) {
            tell(Math.toIntExact(facts.after(ANHUI, 0, 5_000).size()) + 1, size);
            work(trees);
            Checkpoint head = checkpoint(trees);
            assertThat(head.size()).isEqualTo(size);
            assertThat(head.root()).as("size " + size).isEqualTo(naiveRoot(size));
            assertThat(head.origin()).isEqualTo("delta-commons/340000");
        }
        NoteKey key = NoteKey.parse(trees.keys(ANHUI).getFirst()).orElseThrow();
        assertThat(note(trees).verified(Set.of(key))).containsExactly(key);
        assertThat(key.suite()).isEqualTo(Suite.ED25519);
    }

    @Test
    void many_facts_have_one_signature_and_none_is_made_where_nothing_is_new() throws Malformed {
        Trees trees = trees(ANHUI);
        tell(1, 900);
        work(trees);
        assertThat(count("federation.checkpoint")).isOne();
        String before = trees.checkpoint(ANHUI).orElseThrow();
        work(trees);
        assertThat(trees.checkpoint(ANHUI)).contains(before);
        assertThat(trees.checkpoint(JIANGSU)).isEmpty();
    }

    @Test
    void tiles_are_those_of_the_specification() throws Malformed {
        Trees trees = trees(ANHUI);
        tell(1, 700);
        work(trees);
        List<byte[]> leaves =
                facts.after(ANHUI, 0, 700).stream().map(Entry::bytes).map(Entry::leafHash).toList();
        byte[] second = trees.tile(ANHUI, 0, 1, 256).orElseThrow();
        for (int i = 0; i < 256; i++) {
            assertThat(Arrays.copyOfRange(second, i * 32, (i + 1) * 32))
                    .isEqualTo(leaves.get(256 + i));
        }
        byte[] part = trees.tile(ANHUI, 0, 2, 700 - 512).orElseThrow();
        assertThat(part).hasSize((700 - 512) * 32);
        assertThat(trees.tile(ANHUI, 0, 2, 100)).contains(Arrays.copyOf(part, 3_200));
        assertThat(trees.tile(ANHUI, 0, 2, 189)).isEmpty();
        assertThat(trees.tile(ANHUI, 0, 3, 1)).isEmpty();
        byte[] above = trees.tile(ANHUI, 1, 0, 2).orElseThrow();
        assertThat(Arrays.copyOf(above, 32)).isEqualTo(naiveRoot(256));
        assertThat(trees.tile(ANHUI, 1, 0, 3)).isEmpty();
        assertThat(trees.tile(ANHUI, 2, 0, 1)).isEmpty();
    }

    @Test
    void the_widths_of_tiles_are_those_of_the_specification() {
        assertThat(Tiles.width(0, 272, 70_000)).isEqualTo(256);
        assertThat(Tiles.width(0, 273, 70_000)).isEqualTo(112);
        assertThat(Tiles.width(0, 274, 70_000)).isZero();
        assertThat(Tiles.width(1, 0, 70_000)).isEqualTo(256);
        assertThat(Tiles.width(1, 1, 70_000)).isEqualTo(17);
        assertThat(Tiles.width(2, 0, 70_000)).isOne();
        assertThat(Tiles.width(1, 0, 256)).isOne();
        assertThat(Tiles.width(7, 0, Long.MAX_VALUE)).isEqualTo(127);
        assertThat(Tiles.width(8, 0, Long.MAX_VALUE)).isZero();
    }

    @Test
    void each_checkpoint_continues_those_before_it() throws Malformed {
        Trees trees = trees(ANHUI);
        tell(1, 300);
        work(trees);
        Checkpoint before = checkpoint(trees);
        tell(301, 777);
        work(trees);
        Checkpoint after = checkpoint(trees);
        Tiles tiles =
                new Tiles((level, index) ->
                        Stream.iterate(256, width -> width > 0, width -> width - 1)
                                .flatMap(width -> trees.tile(ANHUI, level, index, width).stream())
                                .findFirst());
        assertThat(
                        Proofs.consistency(
                                before.size(),
                                after.size(),
                                before.root(),
                                after.root(),
                                Merkle.consistency(before.size(), after.size(), tiles)))
                .isEqualTo(ProofResult.VALID);
    }

    @Test
    void every_fact_has_a_receipt_that_proves_it_and_names_the_homes_beside_it() {
        Trees trees = trees(ANHUI, JIANGSU);
        tell(1, 300);
        work(trees);
        TrustedKeys known = TrustedKeys.parse(trees.keys(ANHUI).getFirst()).orElseThrow();
        for (int index : List.of(1, 2, 128, 255, 256, 257, 299, 300)) {
            String receipt = trees.receipt(ANHUI, index).orElseThrow();
            Verdict verdict = Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), known);
            assertThat(verdict.valid()).as(verdict.toString()).isTrue();
            assertThat(verdict.sentences().getFirst().values())
                    .containsEntry("index", Integer.toString(index))
                    .containsEntry("subject", "order-" + index);
            assertThat(verdict.sentences())
                    .extracting(Verdict.Sentence::key)
                    .contains("verify.receipt.co-hosted", "verify.receipt.trusted");
        }
        for (long none : new long[] {0, -1, 301, Long.MAX_VALUE}) {
            assertThat(trees.receipt(ANHUI, none)).isEmpty();
        }
        assertThat(trees.receipt(Province.SHANGHAI, 1)).isEmpty();
        assertThat(trees.receipt(JIANGSU, 1)).isEmpty();
    }

    @Test
    void a_fact_that_no_checkpoint_covers_yet_has_no_receipt() {
        Trees trees = trees(ANHUI);
        tell(1, 10);
        work(trees);
        tell(11, 12);
        assertThat(trees.receipt(ANHUI, 11)).isEmpty();
        work(trees);
        assertThat(trees.receipt(ANHUI, 11)).isPresent();
    }

    @Test
    void a_tree_that_is_lost_is_made_again_and_signs_on_where_it_was() throws Malformed {
        tell(1, 1_500);
        work(trees(ANHUI));
        String before = trees(ANHUI).checkpoint(ANHUI).orElseThrow();
        Schema.owner(database, "DELETE FROM federation.tile WHERE level = 0 AND index = 2");
        Trees again = trees(ANHUI);
        work(again);
        work(again);
        assertThat(again.checkpoint(ANHUI)).contains(before);
        assertThat(again.halted(ANHUI)).isEmpty();
        assertThat(again.size(ANHUI)).isEqualTo(1_500);
        tell(1_501, 1_501);
        work(again);
        assertThat(checkpoint(again).root()).isEqualTo(naiveRoot(1_501));
        assertThat(count("federation.tile WHERE level = 0")).isEqualTo(6);
    }

    @Test
    void a_feed_that_is_not_what_was_signed_is_signed_no_more() {
        tell(1, 400);
        work(trees(ANHUI));
        String before = trees(ANHUI).checkpoint(ANHUI).orElseThrow();
        Schema.owner(
                database,
                """
                UPDATE lane.fact SET subject = 'order-0' WHERE index = 17;
                TRUNCATE federation.tile;
                """);
        Trees again = trees(ANHUI);
        work(again);
        assertThat(again.halted(ANHUI)).contains(Trees.Halt.REWRITTEN);
        tell(401, 500);
        work(again);
        assertThat(again.checkpoint(ANHUI)).contains(before);
    }

    @Test
    void a_feed_that_ends_before_what_was_signed_is_signed_no_more_until_it_is_whole() {
        tell(1, 400);
        work(trees(ANHUI));
        String before = trees(ANHUI).checkpoint(ANHUI).orElseThrow();
        Schema.owner(database, "DELETE FROM lane.fact WHERE index > 300; TRUNCATE federation.tile");
        Trees again = trees(ANHUI);
        work(again);
        work(again);
        assertThat(again.halted(ANHUI)).contains(Trees.Halt.BEHIND);
        assertThat(again.checkpoint(ANHUI)).contains(before);
        tell(301, 450);
        work(again);
        work(again);
        assertThat(again.halted(ANHUI)).isEmpty();
        assertThat(checkpoint(again).size()).isEqualTo(450);
    }

    /// The database as it was when the feed had 300 facts; 400 have been signed and shown.
    private SignedNote restored() throws Malformed {
        tell(1, 300);
        work(trees(ANHUI));
        tell(301, 400);
        Trees before = trees(ANHUI);
        work(before);
        SignedNote note = note(before);
        Schema.owner(
                database,
                """
                DELETE FROM lane.fact WHERE index > 300;
                TRUNCATE federation.tile;
                DELETE FROM federation.checkpoint WHERE size > 300;
                """);
        return note;
    }

    @Test
    void a_home_that_is_shown_more_than_its_database_has_writes_nothing_until_it_has_it()
            throws Malformed {
        SignedNote note = restored();
        Trees old = trees(ANHUI);
        work(old);
        assertThat(old.closed(ANHUI)).isEmpty();
        assertThat(old.reminded(ANHUI, note)).isTrue();
        assertThat(old.halted(ANHUI)).contains(Trees.Halt.BEHIND);
        assertThat(old.closed(ANHUI).orElseThrow().code()).isEqualTo("federation.BEHIND");

        Trees restarted = trees(ANHUI);
        work(restarted);
        assertThat(restarted.halted(ANHUI)).contains(Trees.Halt.BEHIND);
        tell(301, 350);
        work(restarted);
        assertThat(checkpoint(restarted).size()).isEqualTo(300);
        tell(351, 450);
        work(restarted);
        work(restarted);
        assertThat(restarted.closed(ANHUI)).isEmpty();
        assertThat(checkpoint(restarted).size()).isEqualTo(450);
        assertThat(restarted.reminded(ANHUI, note)).isTrue();
        assertThat(restarted.closed(ANHUI)).isEmpty();
    }

    @Test
    void a_home_that_wrote_on_from_an_old_copy_is_found_out_and_writes_no_more() throws Malformed {
        SignedNote note = restored();
        Schema.owner(
                database,
                """
                INSERT INTO lane.fact (home, index, kind, schema, subject, audience, at, by_id, body)
                SELECT '340000', i, 'vouchers.OrderPlaced', 1, 'other', 'home', now(), 'x', '{}'
                FROM generate_series(301, 500) AS i
                """);
        Trees old = trees(ANHUI);
        work(old);
        work(old);
        assertThat(checkpoint(old).size()).isEqualTo(500);
        assertThat(old.reminded(ANHUI, note)).isTrue();
        assertThat(old.halted(ANHUI)).contains(Trees.Halt.REWRITTEN);
        assertThat(old.closed(ANHUI).orElseThrow().code()).isEqualTo("federation.REWRITTEN");
        Trees restarted = trees(ANHUI);
        work(restarted);
        assertThat(restarted.halted(ANHUI)).contains(Trees.Halt.REWRITTEN);
    }

    @Test
    void a_note_that_the_home_did_not_sign_stops_nothing() throws Malformed {
        tell(1, 3);
        Trees trees = trees(ANHUI);
        work(trees);
        NoteSigner stranger =
                NoteSigner.generate(Entry.origin(ANHUI), Suite.ED25519, new SecureRandom());
        SignedNote note =
                stranger.sign(new Checkpoint(Entry.origin(ANHUI), 99, Merkle.sha256(new byte[0])));
        assertThat(trees.reminded(ANHUI, note)).isTrue();
        assertThat(trees.closed(ANHUI)).isEmpty();
    }

    @Test
    void a_key_is_made_once_readable_by_nobody_else() throws Exception {
        Trees first = trees(ANHUI);
        tell(1, 1);
        work(first);
        List<String> keys = first.keys(ANHUI);
        assertThat(keys).hasSize(2);
        Path file = folder.resolve("feeds").resolve("340000.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Trees second = trees(ANHUI);
        work(second);
        assertThat(second.keys(ANHUI)).isEqualTo(keys);
    }

    @Test
    void by_a_key_that_was_not_announced_a_home_signs_nothing() throws Exception {
        Trees first = trees(ANHUI);
        tell(1, 1);
        work(first);
        List<String> keys = first.keys(ANHUI);
        Files.delete(folder.resolve("feeds").resolve("340000.key"));
        Trees other = trees(ANHUI);
        tell(2, 2);
        work(other);
        assertThat(other.signers().of(ANHUI)).isEmpty();
        assertThat(checkpoint(other).size()).isEqualTo(1);
        assertThat(other.keys(ANHUI)).containsExactlyElementsOf(keys);
        // What the home told meanwhile is signed once its key is there again, or was declared lost.
        NoteKey former = NoteKey.parse(keys.getFirst()).orElseThrow();
        NoteKey next = keyring(Map.of()).prepare(ANHUI).key();
        announce(3, former.text(), next.text(), true);
        work(other);
        assertThat(checkpoint(other).size()).isEqualTo(3);
        assertThat(note(other).verified(Set.of(former, next))).containsExactly(next);
    }

    @Test
    void a_home_goes_on_from_key_to_key_at_the_fact_that_says_so() throws Exception {
        tell(1, 4);
        Trees trees = trees(ANHUI);
        work(trees);
        NoteKey former = NoteKey.parse(trees.keys(ANHUI).getFirst()).orElseThrow();
        String before = trees.receipt(ANHUI, 2).orElseThrow();
        NoteKey next = keyring(Map.of("delta.feeds.suite", "SM2")).prepare(ANHUI).key();
        announce(5, former.text(), next.text(), false);
        tell(6, 9);
        work(trees);
        assertThat(note(trees).verified(Set.of(former, next))).containsExactly(next);
        assertThat(checkpoint(trees).size()).isEqualTo(9);
        assertThat(trees.keyChanges(ANHUI))
                .singleElement()
                .satisfies(receipt -> {
                    HomeKeys.Proven proven = HomeKeys.read(ANHUI, receipt, CLOCK.instant());
                    assertThat(proven.note().verified(Set.of(former, next)))
                            .containsExactlyInAnyOrder(former, next);
                    assertThat(proven.change().size()).isEqualTo(5);
                });
        // Of before and of after, both are proven; the former key proves nothing beyond its end.
        TrustedKeys trusted =
                new TrustedKeys(Map.of(former, "here", next, "here"), Map.of(former, 5L));
        assertThat(valid(before, trusted)).isTrue();
        assertThat(valid(trees.receipt(ANHUI, 8).orElseThrow(), trusted)).isTrue();
        assertThat(valid(before, new TrustedKeys(Map.of(former, "here"), Map.of(former, 3L))))
                .isFalse();
        // At the next start the prepared key has taken the place of the former.
        Trees again = trees(ANHUI);
        tell(10, 10);
        work(again);
        assertThat(checkpoint(again).size()).isEqualTo(10);
        assertThat(again.keys(ANHUI).getFirst()).isEqualTo(next.text());
        assertThat(folder.resolve("feeds").resolve("340000.next.key")).doesNotExist();
        assertThat(keyring(Map.of()).of(ANHUI).key()).isEqualTo(next);
    }

    @Test
    void a_home_whose_next_key_is_not_there_signs_up_to_the_change_and_not_beyond()
            throws Exception {
        tell(1, 4);
        Trees trees = trees(ANHUI);
        work(trees);
        NoteKey former = NoteKey.parse(trees.keys(ANHUI).getFirst()).orElseThrow();
        NoteSigner elsewhere =
                NoteSigner.generate(Entry.origin(ANHUI), Suite.ED25519, new SecureRandom());
        announce(5, former.text(), elsewhere.key().text(), false);
        tell(6, 6);
        assertThatThrownBy(() -> work(trees)).isInstanceOf(IllegalStateException.class);
        assertThat(checkpoint(trees).size()).isEqualTo(4);
        Trees brought = trees(Map.of("delta.feeds.next-key.340000", elsewhere.kept()), ANHUI);
        work(brought);
        assertThat(checkpoint(brought).size()).isEqualTo(6);
        assertThat(note(brought).verified(Set.of(elsewhere.key()))).hasSize(1);
    }

    private static boolean valid(String receipt, TrustedKeys trusted) {
        return Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), trusted).valid();
    }

    private Keyring keyring(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new Keyring(Set.of(ANHUI), folder, environment);
    }

    /// As the lane would have told it.
    static void announce(int index, String former, String next, boolean lost) {
        Schema.owner(
                database,
                """
                INSERT INTO lane.fact (home, index, kind, schema, subject, audience, at, by_id, body)
                VALUES ('340000', %d, 'federation.FeedKeyChanged', 1, 'key-1', 'public',
                        timestamptz '2026-03-05 02:00Z', 'person-1',
                        jsonb_build_object('former', '%s', 'next', '%s', 'lost', %s))
                """
                        .formatted(index, former, next, lost));
    }
}
