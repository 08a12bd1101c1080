package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a node that hosts Anhui makes of the heads of Shanghai's feed.
class WitnessTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T02:00:00Z"), ZoneOffset.UTC);

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient jdbc;

    @TempDir private Path folder;

    /// A peer with a tree in the hand, which may lie.
    private static final class Peer implements PeerFeed {
        private final NoteSigner first;
        private final List<String> changes = new ArrayList<>();
        private NoteSigner signer;
        private List<byte[]> leaves = new ArrayList<>();
        private @Nullable List<byte[]> shown;
        private @Nullable String head;
        private boolean known = true;
        private boolean gone;

        Peer(Suite suite) {
            this(fresh(suite));
        }

        Peer(NoteSigner first) {
            this.first = first;
            this.signer = first;
        }

        static NoteSigner fresh(Suite suite) {
            return NoteSigner.generate(Entry.origin(SHANGHAI), suite, new SecureRandom());
        }

        /// Says in its feed that it goes on to another key.
        ///
        /// @param former as it is said
        /// @param signing who sign that besides the next
        Peer goesOn(NoteSigner former, NoteSigner next, boolean lost, NoteSigner... signing) {
            byte[] entry =
                    Entry.bytes(
                            new RecordedFact(
                                    SHANGHAI,
                                    leaves.size() + 1,
                                    HomeKeys.KIND,
                                    1,
                                    "key-1",
                                    Audience.PUBLIC,
                                    Json.told(
                                            new FeedKeyChanged(
                                                    former.key().text(), next.key().text(), lost)),
                                    CLOCK.instant(),
                                    "person-1"));
            leaves = new ArrayList<>(leaves);
            leaves.add(Entry.leafHash(entry));
            Checkpoint at =
                    new Checkpoint(
                            Entry.origin(SHANGHAI),
                            leaves.size(),
                            Merkle.root(leaves.size(), tiles(leaves)));
            SignedNote note = next.sign(at);
            for (NoteSigner one : signing) {
                note = one.and(note);
            }
            changes.add(
                    new Receipt(
                                    new String(entry, StandardCharsets.UTF_8),
                                    Merkle.inclusion(
                                            leaves.size() - 1, leaves.size(), tiles(leaves)),
                                    note,
                                    List.of(next.key()),
                                    List.of())
                            .json());
            signer = next;
            head = note.whole();
            return this;
        }

        @Override
        public List<String> keyChanges(Province origin) {
            return changes;
        }

        Peer tells(int count, String what) {
            leaves = new ArrayList<>(leaves);
            for (int i = 0; i < count; i++) {
                leaves.add(Entry.leafHash((what + leaves.size()).getBytes(StandardCharsets.UTF_8)));
            }
            return signs(leaves);
        }

        Peer signs(List<byte[]> tree) {
            head =
                    signer.sign(
                                    new Checkpoint(
                                            Entry.origin(SHANGHAI),
                                            tree.size(),
                                            Merkle.root(tree.size(), tiles(tree))))
                            .whole();
            return this;
        }

        private static Tiles tiles(List<byte[]> tree) {
            Tiles tiles = new Tiles((_, _) -> Optional.empty());
            tiles.append(0, tree);
            return tiles;
        }

        @Override
        public Set<Province> origins() {
            return gone ? Set.of() : Set.of(SHANGHAI);
        }

        @Override
        public Set<Province> left() {
            return gone ? Set.of(SHANGHAI) : Set.of();
        }

        @Override
        public Stretch after(Province origin, long after, Set<Province> readers, int limit) {
            return new Stretch(List.of(), after);
        }

        @Override
        public Optional<String> checkpoint(Province origin) {
            return Optional.ofNullable(head);
        }

        @Override
        public Optional<byte[]> tile(Province origin, int level, long index, int width) {
            List<byte[]> tree = shown == null ? leaves : shown;
            return Optional.ofNullable(tiles(tree).changed().get(new Tiles.At(level, index)))
                    .filter(hashes -> hashes.length >= width * 32)
                    .map(hashes -> Arrays.copyOf(hashes, width * 32));
        }

        @Override
        public List<String> keys(Province origin) {
            return known ? List.of(first.key().text(), first.witnessKey().text()) : List.of();
        }
    }

    @BeforeAll
    static void prepare() {
        database = TestDatabase.fresh("witness");
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
                TRUNCATE federation.seen_checkpoint, federation.fork, federation.home_key,
                         federation.refused_head, federation.key_change, federation.overrun
                """);
    }

    private Keyring keys() {
        return new Keyring(Set.of(ANHUI), folder, new StandardEnvironment());
    }

    private Witness witness() {
        // What this node hosts itself is another test's matter: no trees are asked here.
        TransactionTemplate transactions =
                new TransactionTemplate(new JdbcTransactionManager(pool));
        return new Witness(
                Set.of(ANHUI),
                TreesTest.trees(jdbc, pool, keys(), CLOCK, ANHUI),
                jdbc,
                transactions,
                CLOCK);
    }

    private Checkpoint seen() {
        try {
            return Checkpoint.of(SignedNote.parse(witness().cosigned(SHANGHAI).orElseThrow()));
        } catch (Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_head_that_continues_the_one_before_is_cosigned(Suite suite) throws Malformed {
        Peer peer = new Peer(suite);
        for (int more : List.of(1, 1, 5, 249, 1, 300)) {
            witness().work(peer.tells(more, "fact"));
            assertThat(seen().size()).isEqualTo(peer.leaves.size());
        }
        SignedNote note = SignedNote.parse(witness().cosigned(SHANGHAI).orElseThrow());
        assertThat(note.verified(Set.of(peer.signer.key(), keys().of(ANHUI).witnessKey())))
                .hasSize(2);
        assertThat(witness().forks()).isEmpty();
    }

    @Test
    void two_heads_of_one_size_are_a_fork_with_both_as_evidence() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        String first = peer.head;
        peer.leaves = new ArrayList<>();
        witness().work(peer.tells(7, "lie"));
        assertThat(witness().isForked(SHANGHAI)).isTrue();
        assertThat(witness().isForked(JIANGSU)).isFalse();
        assertThat(witness().forks())
                .singleElement()
                .satisfies(fork -> {
                    assertThat(fork.first()).startsWith(first);
                    assertThat(fork.second()).isEqualTo(peer.head);
                });
        // The first word stands, and nothing of that home is cosigned any more.
        peer.leaves = new ArrayList<>();
        witness().work(peer.tells(9, "fact"));
        assertThat(seen().size()).isEqualTo(7);
    }

    @Test
    void a_longer_history_that_changed_what_was_seen_is_a_fork() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(300, "fact"));
        List<byte[]> rewritten = new ArrayList<>(peer.leaves);
        rewritten.set(11, Entry.leafHash(new byte[] {1}));
        peer.leaves = rewritten;
        witness().work(peer.tells(20, "fact"));
        assertThat(witness().isForked(SHANGHAI)).isTrue();
        assertThat(seen().size()).isEqualTo(300);
    }

    @Test
    void tiles_that_are_not_those_of_the_head_prove_nothing_against_a_home() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(300, "fact"));
        peer.tells(20, "fact");
        List<byte[]> wrong = new ArrayList<>(peer.leaves);
        wrong.set(5, Entry.leafHash(new byte[] {1}));
        peer.shown = wrong;
        witness().work(peer);
        peer.shown = List.of();
        witness().work(peer);
        assertThat(witness().isForked(SHANGHAI)).isFalse();
        assertThat(seen().size()).isEqualTo(300);
        peer.shown = null;
        witness().work(peer);
        assertThat(seen().size()).isEqualTo(320);
    }

    @Test
    void an_older_head_is_an_answer_from_before_and_no_fork() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(5, "fact"));
        String old = peer.head;
        witness().work(peer.tells(5, "fact"));
        peer.head = old;
        witness().work(peer);
        assertThat(seen().size()).isEqualTo(10);
        assertThat(witness().isForked(SHANGHAI)).isFalse();
    }

    @Test
    void a_head_that_the_home_did_not_sign_is_no_head() {
        Peer peer = new Peer(Suite.ED25519);
        Peer other = new Peer(Suite.ED25519).tells(3, "fact");
        peer.head = other.head;
        peer.leaves = other.leaves;
        witness().work(peer);
        peer.head = "nothing";
        witness().work(peer);
        peer.head = null;
        witness().work(peer);
        peer.tells(1, "fact");
        peer.known = false;
        witness().work(peer);
        assertThat(witness().cosigned(SHANGHAI)).isEmpty();
    }

    private static List<HomeKeys.Refused> refused() {
        return new HomeKeys(jdbc, CLOCK).refused();
    }

    private static List<Long> taken() {
        return new HomeKeys(jdbc, CLOCK).of(SHANGHAI).stream().map(HomeKeys.Change::size).toList();
    }

    @ParameterizedTest
    @EnumSource
    void who_was_away_follows_a_home_over_all_keys_that_it_announced(Suite suite) {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        NoteSigner second = Peer.fresh(suite);
        NoteSigner third = Peer.fresh(Suite.ED25519);
        peer.tells(3, "fact").goesOn(peer.first, second, false, peer.first);
        peer.tells(300, "fact").goesOn(second, third, false, second).tells(2, "fact");
        witness().work(peer);
        assertThat(taken()).containsExactly(11L, 312L);
        assertThat(seen().size()).isEqualTo(314);
        assertThat(refused()).isEmpty();
        assertThat(witness().forks()).isEmpty();
    }

    @Test
    void a_key_that_was_not_announced_is_refused_and_shown_until_the_right_one_signs() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        peer.signer = Peer.fresh(Suite.ED25519);
        witness().work(peer.tells(3, "fact"));
        witness().work(peer.tells(3, "fact"));
        assertThat(seen().size()).isEqualTo(7);
        assertThat(refused())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).isEqualTo(HomeKeys.Why.UNKNOWN));
        peer.signer = peer.first;
        witness().work(peer.tells(1, "fact"));
        assertThat(seen().size()).isEqualTo(14);
        assertThat(refused()).isEmpty();
    }

    @Test
    void what_a_former_key_signs_beyond_its_end_counts_for_nothing() {
        Peer peer = new Peer(Suite.ED25519);
        NoteSigner second = Peer.fresh(Suite.ED25519);
        peer.tells(7, "fact").goesOn(peer.first, second, false, peer.first).tells(1, "fact");
        witness().work(peer);
        assertThat(seen().size()).isEqualTo(9);
        // Whoever stole the former key writes on with it.
        peer.signer = peer.first;
        witness().work(peer.tells(1, "fact"));
        assertThat(seen().size()).isEqualTo(9);
        assertThat(refused())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).isEqualTo(HomeKeys.Why.GIVEN_UP));
        assertThat(witness().isForked(SHANGHAI)).isFalse();
    }

    /// A home that went on to its next key at another node, and the node where it was.
    private Peer movedAway(Peer now) {
        NoteSigner next = Peer.fresh(Suite.ED25519);
        now.tells(7, "fact").goesOn(now.first, next, false, now.first).tells(1, "fact");
        witness().work(now);
        Peer before = new Peer(now.first);
        before.gone = true;
        before.leaves = now.leaves.subList(0, 8);
        return before.signs(before.leaves);
    }

    @Test
    void what_the_former_node_signs_beyond_the_end_is_found_and_the_home_followed_where_it_lives() {
        Peer now = new Peer(Suite.ED25519);
        Peer before = movedAway(now);
        witness().work(before);
        assertThat(witness().overruns()).isEmpty();
        for (int times = 0; times < 2; times++) {
            witness().work(before.tells(1, "written on"));
        }
        assertThat(witness().overruns())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.first()).contains("\n8\n");
                    assertThat(one.second()).contains("\n9\n");
                });
        assertThat(witness().isForked(SHANGHAI)).isFalse();
        witness().work(now.tells(1, "fact"));
        assertThat(seen().size()).isEqualTo(10);
        assertThat(refused()).isEmpty();
    }

    @Test
    void another_head_of_the_size_with_which_the_home_left_is_a_fork() {
        Peer before = movedAway(new Peer(Suite.ED25519));
        before.leaves = new ArrayList<>();
        witness().work(before.tells(8, "lie"));
        assertThat(witness().overruns()).isEmpty();
        assertThat(witness().forks())
                .singleElement()
                .satisfies(fork -> assertThat(fork.second()).isEqualTo(before.head));
    }

    @Test
    void changes_in_the_wrong_order_or_without_the_former_key_are_refused() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        NoteSigner second = Peer.fresh(Suite.ED25519);
        NoteSigner third = Peer.fresh(Suite.ED25519);
        peer.goesOn(peer.first, second, false, peer.first);
        peer.goesOn(second, third, false, second);
        List<String> right = List.copyOf(peer.changes);
        peer.changes.removeFirst();
        witness().work(peer);
        assertThat(taken()).isEmpty();
        peer.changes.clear();
        peer.changes.addAll(right.reversed());
        witness().work(peer);
        assertThat(taken()).isEmpty();
        assertThat(refused()).hasSize(1);
        peer.changes.clear();
        peer.changes.addAll(right);
        witness().work(peer);
        assertThat(taken()).containsExactly(8L, 9L);
        // The first key was given up; nothing leads from it to another any more.
        NoteSigner fourth = Peer.fresh(Suite.ED25519);
        witness().work(peer.goesOn(peer.first, fourth, false, peer.first));
        assertThat(taken()).hasSize(2);
        witness().work(peer.goesOn(fourth, Peer.fresh(Suite.ED25519), false, second));
        assertThat(taken()).hasSize(2);
        assertThat(seen().size()).isEqualTo(9);
    }

    @Test
    void a_lost_key_is_followed_when_two_persons_here_said_so_and_not_before() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        NoteSigner second = Peer.fresh(Suite.ED25519);
        peer.goesOn(peer.first, second, true).tells(2, "fact");
        witness().work(peer);
        assertThat(seen().size()).isEqualTo(7);
        assertThat(refused()).hasSize(1);
        Schema.owner(
                database,
                """
                INSERT INTO federation.key_change (id, home, version, state, origin, former, next,
                    lost, facts, reason, proposed_by, proposed_at, decided_by, decided_at)
                VALUES ('key-1', '340000', 2, 'DONE', '310000', '%s', '%s', true, 8, 'stolen',
                        'person-1', now(), 'person-2', now())
                """
                        .formatted(peer.first.key().text(), second.key().text()));
        witness().work(peer);
        assertThat(seen().size()).isEqualTo(10);
        assertThat(refused()).isEmpty();
        peer.signer = peer.first;
        witness().work(peer.tells(1, "fact"));
        assertThat(seen().size()).isEqualTo(10);
        assertThat(refused()).hasSize(1);
    }

    @Test
    void a_key_that_follows_on_another_history_is_the_evidence_of_a_fork() {
        Peer peer = new Peer(Suite.ED25519);
        witness().work(peer.tells(7, "fact"));
        peer.leaves = new ArrayList<>();
        peer.tells(8, "lie");
        peer.goesOn(peer.first, Peer.fresh(Suite.ED25519), false, peer.first).tells(1, "lie");
        witness().work(peer);
        assertThat(witness().isForked(SHANGHAI)).isTrue();
        assertThat(taken()).isEmpty();
    }
}
