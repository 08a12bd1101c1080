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
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
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
        private final NoteSigner signer;
        private List<byte[]> leaves = new ArrayList<>();
        private @Nullable List<byte[]> shown;
        private @Nullable String head;
        private boolean known = true;

        Peer(Suite suite) {
            signer = NoteSigner.generate(Entry.origin(SHANGHAI), suite, new SecureRandom());
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
            return Set.of(SHANGHAI);
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
            return known ? List.of(signer.key().text(), signer.witnessKey().text()) : List.of();
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
        Schema.owner(database, "TRUNCATE federation.seen_checkpoint, federation.fork");
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
                keys(),
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
}
