package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.Copied.Told;
import org.deltacommons.foundation.federation.proof.BareProofs;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a node that hosts Anhui keeps of the others' feeds, and what a node lets others see of its
/// own.
class ReplicaWriterTest {

    private static final Instant THEN = Instant.parse("2026-03-05T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(THEN, ZoneOffset.UTC);

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private final Set<Province> hosted = Set.of(ANHUI);
    private final Feeds feeds = new Feeds(new Hosting(hosted), new Facts(jdbc), jdbc);
    private final Stops stops = new Stops(jdbc, CLOCK);
    private final Feed shanghai = new Feed(SHANGHAI);
    private Witness witness;
    @TempDir private Path folder;

    /// Which homes are here is all that is asked of the lane.
    private record Hosting(Set<Province> homes) implements Lane {
        @Override
        public boolean hosts(Province home) {
            return homes.contains(home);
        }

        @Override
        public <A> Outcome<A> submit(
                Command<A> command, java.util.function.Function<Rows, Outcome<Unit<A>>> decision) {
            throw new AssertionError("replicas are never written by a lane");
        }
    }

    /// A peer with a feed in the hand. What it sends may be another thing than what it signed.
    private static final class Feed implements PeerFeed {
        private final Province origin;
        private final NoteSigner signer;
        private final List<byte[]> leaves = new ArrayList<>();
        private final Map<Long, String> sent = new TreeMap<>();
        private long upTo;
        private long signed = Long.MAX_VALUE;
        private boolean known = true;
        private boolean tilesThere = true;
        private @Nullable Stretch says;
        private @Nullable List<byte[]> shown;

        Feed(Province origin) {
            this.origin = origin;
            this.signer =
                    NoteSigner.generate(Entry.origin(origin), Suite.ED25519, new SecureRandom());
        }

        /// Tells a whole row, for everybody.
        Feed tells(String id, String text) {
            return adds(Audience.FOUR, "fedtest.Told", new Copied(Id.of(id), origin, text));
        }

        Feed adds(Audience audience, String kind, Copied row) {
            return adds(fact(origin, upTo + 1, audience, kind, new Told(row)));
        }

        Feed adds(RecordedFact fact) {
            return adds(Entry.text(fact));
        }

        Feed adds(String entry) {
            upTo++;
            sent.put(upTo, entry);
            leaves.add(Entry.leafHash(entry.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        /// Facts that are not for the reader, of which it sees nothing.
        Feed keepsToItself(int count) {
            for (int i = 0; i < count; i++) {
                upTo++;
                leaves.add(Entry.leafHash(("hidden " + upTo).getBytes(StandardCharsets.UTF_8)));
            }
            return this;
        }

        @Override
        public Set<Province> origins() {
            return Set.of(origin);
        }

        @Override
        public Stretch after(Province asked, long after, Set<Province> readers, int limit) {
            if (says != null) {
                return says;
            }
            long last = Math.min(upTo, after + limit);
            return new Stretch(
                    sent.entrySet().stream()
                            .filter(one -> one.getKey() > after && one.getKey() <= last)
                            .map(Map.Entry::getValue)
                            .toList(),
                    last);
        }

        private static Tiles tiles(List<byte[]> tree) {
            Tiles tiles = new Tiles((_, _) -> Optional.empty());
            tiles.append(0, tree);
            return tiles;
        }

        @Override
        public Optional<String> checkpoint(Province asked) {
            List<byte[]> tree = leaves.subList(0, (int) Math.min(signed, leaves.size()));
            return Optional.of(
                    signer.sign(
                                    new Checkpoint(
                                            Entry.origin(origin),
                                            tree.size(),
                                            Merkle.root(tree.size(), tiles(tree))))
                            .whole());
        }

        @Override
        public Optional<byte[]> tile(Province asked, int level, long index, int width) {
            Tiles tree = tiles(shown == null ? leaves : shown);
            return Optional.ofNullable(tree.changed().get(new Tiles.At(level, index)))
                    .filter(hashes -> tilesThere && hashes.length >= width * 32)
                    .map(hashes -> Arrays.copyOf(hashes, width * 32));
        }

        @Override
        public List<String> keys(Province asked) {
            return known ? List.of(signer.key().text(), signer.witnessKey().text()) : List.of();
        }
    }

    private static RecordedFact fact(
            Province origin, long index, Audience audience, String kind, Record body) {
        return new RecordedFact(
                origin, index, kind, 1, "subject", audience, Json.tree(body), THEN, "somebody");
    }

    @BeforeAll
    static void prepare() {
        database = TestDatabase.fresh("replicas");
        Schema.migrate(database, "lane", "federation");
        Schema.owner(database, Copied.TABLE);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.app().url());
        config.setUsername(database.app().user());
        config.setPassword(database.app().password());
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
        transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void watch() {
        Keyring keys = new Keyring(hosted, folder, new StandardEnvironment());
        witness =
                new Witness(
                        hosted,
                        TreesTest.trees(jdbc, pool, keys, CLOCK, ANHUI),
                        jdbc,
                        transactions,
                        CLOCK);
    }

    @BeforeEach
    void empty() {
        Schema.owner(
                database,
                """
                TRUNCATE fedtest.copied, federation.received, federation.replica_cursor,
                         federation.unreplicated, federation.seen_checkpoint,
                         federation.fork, federation.stopped, federation.attachment, lane.fact
                """);
    }

    private ReplicaWriter writer(PeerFeed peer, Replica<?>... replicas) {
        return new ReplicaWriter(
                peer,
                hosted,
                () -> hosted,
                feeds,
                witness,
                stops,
                jdbc,
                transactions,
                List.of(replicas));
    }

    private ReplicaWriter writer(PeerFeed peer) {
        return writer(peer, Copied.replica());
    }

    /// Verifies the head and follows as far as that goes.
    private void follow(PeerFeed peer, ReplicaWriter writer) {
        witness.work(peer);
        while (writer.work()) {
            // There may be more at once.
        }
    }

    private void follow(PeerFeed peer) {
        follow(peer, writer(peer));
    }

    private List<Long> received(Province origin) {
        return feeds.after(origin, 0, 10_000).stream().map(RecordedFact::index).toList();
    }

    /// Home, version and text of every row kept, by id.
    private static List<String> kept() {
        return jdbc.sql(
                        "SELECT concat_ws(' ', id, home, version, text) FROM fedtest.copied t"
                                + " ORDER BY id")
                .query(String.class)
                .list();
    }

    private static List<String> notKept() {
        return jdbc.sql(
                        "SELECT concat_ws(' ', home, index, reason) FROM federation.unreplicated"
                                + " ORDER BY home, index")
                .query(String.class)
                .list();
    }

    @Test
    void facts_are_kept_in_the_order_of_the_feed_and_a_row_is_what_the_last_one_said() {
        for (int i = 1; i <= 450; i++) {
            shanghai.tells("row-" + i % 3, "said at " + i);
        }
        follow(shanghai);
        assertThat(received(SHANGHAI)).isEqualTo(LongStream.rangeClosed(1, 450).boxed().toList());
        assertThat(kept())
                .containsExactly(
                        "row-0 310000 450 said at 450",
                        "row-1 310000 448 said at 448",
                        "row-2 310000 449 said at 449");
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(450);
    }

    @Test
    void what_was_kept_is_not_kept_again_by_the_next_writer() {
        follow(shanghai.tells("a", "first"));
        shanghai.tells("a", "second");
        ReplicaWriter next = writer(shanghai);
        follow(shanghai, next);
        assertThat(next.work()).isFalse();
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L);
        assertThat(kept()).containsExactly("a 310000 2 second");
    }

    @Test
    void a_stretch_that_breaks_off_leaves_nothing_and_is_kept_once_when_it_comes_again() {
        follow(shanghai.tells("a", "before"));
        shanghai.tells("a", "half").tells("b", "other half");
        AtomicBoolean power = new AtomicBoolean();
        Replica<Told> failing =
                new Replica<>() {
                    @Override
                    public Class<Told> fact() {
                        return Told.class;
                    }

                    @Override
                    public List<Row> rows(Told body, RecordedFact fact) {
                        if (fact.index() == 3 && !power.get()) {
                            throw new IllegalStateException("the power went");
                        }
                        return List.of(body.copied());
                    }
                };
        ReplicaWriter broken = writer(shanghai, failing);
        witness.work(shanghai);
        assertThatThrownBy(broken::work).hasMessage("the power went");
        assertThat(received(SHANGHAI)).containsExactly(1L);
        assertThat(kept()).containsExactly("a 310000 1 before");
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(1);

        power.set(true);
        follow(shanghai, broken);
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L, 3L);
        assertThat(kept()).containsExactly("a 310000 2 half", "b 310000 3 other half");
    }

    @Test
    void a_kind_that_nobody_here_understands_is_kept_as_it_came() {
        Copied row = new Copied(Id.of("a"), SHANGHAI, "from the future");
        shanghai.adds(Audience.FOUR, "fedtest.ToldIn2030", row).tells("a", "of today");
        follow(shanghai);
        assertThat(feeds.after(SHANGHAI, 0, 10))
                .extracting(RecordedFact::kind)
                .containsExactly("fedtest.ToldIn2030", "fedtest.Told");
        assertThat(feeds.after(SHANGHAI, 0, 10).getFirst().body())
                .isEqualTo(Json.tree(new Told(row)));
        assertThat(kept()).containsExactly("a 310000 2 of today");
    }

    /// What a version to come reads.
    @FactKind("fedtest.ToldIn2030")
    record ToldIn2030(Copied copied) {}

    private static final Replica<ToldIn2030> IN_2030 =
            new Replica<>() {
                @Override
                public Class<ToldIn2030> fact() {
                    return ToldIn2030.class;
                }

                @Override
                public List<Row> rows(ToldIn2030 body, RecordedFact fact) {
                    return List.of(body.copied());
                }
            };

    @Test
    void the_rows_of_what_came_too_early_are_written_by_the_version_that_can_read_it() {
        for (String id : List.of("a", "b", "unfit")) {
            shanghai.adds(
                    Audience.FOUR,
                    "fedtest.ToldIn2030",
                    new Copied(Id.of(id), SHANGHAI, id.equals("unfit") ? id : "from the future"));
        }
        shanghai.keepsToItself(3).tells("a", "of today");
        follow(shanghai);
        assertThat(kept()).containsExactly("a 310000 7 of today");
        ReplicaWriter upgraded = writer(shanghai, Copied.replica(), IN_2030);
        follow(shanghai, upgraded);
        // What is newer stays, and what cannot be kept is noted as ever.
        List<String> all = List.of("a 310000 7 of today", "b 310000 2 from the future");
        assertThat(kept()).isEqualTo(all);
        assertThat(notKept()).singleElement().asString().startsWith("310000 3 ");
        // Once, and again only after a version that could not.
        Schema.owner(
                database, "SET delta.home = '310000'; DELETE FROM fedtest.copied WHERE id = 'b'");
        follow(shanghai, writer(shanghai, Copied.replica(), IN_2030));
        assertThat(kept()).containsExactly("a 310000 7 of today");
        follow(shanghai);
        follow(shanghai, writer(shanghai, Copied.replica(), IN_2030));
        assertThat(kept()).isEqualTo(all);
    }

    @Test
    void the_cursor_goes_past_what_was_not_meant_for_this_node() {
        shanghai.keepsToItself(700).tells("a", "for all").keepsToItself(300);
        follow(shanghai);
        assertThat(received(SHANGHAI)).containsExactly(701L);
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(1001);
    }

    @Test
    void a_row_of_another_home_is_not_taken_over_and_the_feed_goes_on() {
        follow(new Feed(JIANGSU).tells("theirs", "of Jiangsu"));
        // It says that the row is its own …
        shanghai.tells("theirs", "ours now");
        // … or speaks in another's name.
        shanghai.adds(
                Audience.FOUR,
                "fedtest.Told",
                new Copied(Id.of("another"), ZHEJIANG, "of Zhejiang"));
        shanghai.tells("b", "of Shanghai");
        follow(shanghai);
        assertThat(kept()).containsExactly("b 310000 3 of Shanghai", "theirs 320000 1 of Jiangsu");
        assertThat(notKept())
                .containsExactly(
                        "310000 1 a row of SHANGHAI: theirs",
                        "310000 2 a row of ZHEJIANG: another");
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_row_that_the_database_will_not_have_is_noted_and_a_later_one_heals_it() {
        shanghai.tells("a", "unfit").tells("b", "fit");
        follow(shanghai);
        assertThat(kept()).containsExactly("b 310000 2 fit");
        assertThat(notKept()).singleElement().asString().startsWith("310000 1 ");
        follow(shanghai.tells("a", "fit at last"));
        assertThat(kept()).containsExactly("a 310000 3 fit at last", "b 310000 2 fit");
    }

    @Test
    void a_body_that_cannot_be_read_is_noted_and_the_feed_goes_on() {
        RecordedFact good = told(SHANGHAI, 1, Audience.FOUR);
        shanghai.adds(Entry.text(good).replace("\"home\":\"310000\"", "\"home\":\"999999\""));
        follow(shanghai.tells("b", "fit"));
        assertThat(kept()).containsExactly("b 310000 2 fit");
        assertThat(notKept()).hasSize(1);
    }

    private static PeerFeed.Stretch stretch(long upTo, RecordedFact... facts) {
        return new PeerFeed.Stretch(Arrays.stream(facts).map(Entry::text).toList(), upTo);
    }

    private Stops.Stop stop() {
        return stops.of(SHANGHAI).orElseThrow();
    }

    /// The feed has two facts; another stretch comes instead of them.
    private void stops(PeerFeed.Stretch stretch, Stops.Why why) {
        Feed peer = new Feed(SHANGHAI).tells("a", "first").tells("a", "second");
        peer.says = stretch;
        follow(peer);
        assertThat(stop().why()).isEqualTo(why);
        assertThat(stop().entry()).isEqualTo(stretch.entries().getLast());
        empty();
    }

    private static RecordedFact told(Province origin, long index, Audience audience) {
        return fact(
                origin,
                index,
                audience,
                "fedtest.Told",
                new Told(new Copied(Id.of("a"), origin, "x")));
    }

    @Test
    void a_peer_that_speaks_for_another_home_is_not_believed() {
        stops(stretch(1, told(JIANGSU, 1, Audience.FOUR)), Stops.Why.OTHER_HOME);
    }

    @Test
    void a_peer_that_sends_what_was_not_for_us_is_not_believed() {
        stops(stretch(1, told(SHANGHAI, 1, Audience.of(ZHEJIANG))), Stops.Why.NOT_FOR_US);
        stops(stretch(1, told(SHANGHAI, 1, Audience.HOME)), Stops.Why.NOT_FOR_US);
    }

    @Test
    void a_peer_that_tells_out_of_order_or_twice_or_beyond_its_word_is_not_believed() {
        Feed honest = new Feed(SHANGHAI).tells("a", "first").tells("a", "second");
        String first = honest.sent.get(1L);
        String second = honest.sent.get(2L);
        stops(new PeerFeed.Stretch(List.of(second, first), 2), Stops.Why.OUT_OF_ORDER);
        stops(new PeerFeed.Stretch(List.of(first, first), 2), Stops.Why.OUT_OF_ORDER);
        stops(new PeerFeed.Stretch(List.of(first, second), 1), Stops.Why.OUT_OF_ORDER);
    }

    @Test
    void a_text_beside_a_fact_that_has_no_hash_of_it_is_not_believed() {
        Feed honest = new Feed(SHANGHAI).tells("a", "first").tells("a", "second");
        var beside = new Salted.Attached("/copied/text", "00".repeat(16), "first");
        stops(
                new PeerFeed.Stretch(List.of(honest.sent.get(1L)), 1, Map.of("1", List.of(beside))),
                Stops.Why.NOT_AS_SIGNED);
    }

    @Test
    void an_entry_that_cannot_be_read_is_kept_as_evidence_whatever_it_is() {
        stops(new PeerFeed.Stretch(List.of("no \u0000 fact"), 1), Stops.Why.MALFORMED);
        String twice =
                Entry.text(told(SHANGHAI, 1, Audience.FOUR))
                        .replace("{\"at\"", "{\"by\":\"x\",\"at\"");
        stops(new PeerFeed.Stretch(List.of(twice), 1), Stops.Why.MALFORMED);
    }

    @Test
    void nobody_else_tells_this_node_about_its_own_home() {
        follow(new Feed(ANHUI).tells("mine", "not by me"));
        assertThat(kept()).isEmpty();
        assertThat(stops.open()).isEmpty();
    }

    @Test
    void what_was_kept_is_the_text_that_was_sent_and_not_one_made_anew() {
        String canonical = Entry.text(told(SHANGHAI, 1, Audience.FOUR));
        String spaced = canonical.replace("\"body\":", "\"body\" : ");
        follow(shanghai.adds(spaced));
        assertThat(jdbc.sql("SELECT entry FROM federation.received").query(String.class).list())
                .containsExactly(spaced);
        assertThat(kept()).containsExactly("a 310000 1 x");
    }

    @Test
    void a_fact_that_is_not_what_its_home_signed_stops_the_feed_there_with_evidence()
            throws Malformed {
        for (int i = 1; i <= 300; i++) {
            shanghai.tells("row", "said at " + i);
        }
        String honest = shanghai.sent.get(280L);
        String forged = honest.replace("said at 280", "said at 999");
        shanghai.sent.put(280L, forged);
        follow(shanghai);
        follow(shanghai);
        assertThat(received(SHANGHAI)).hasSize(279);
        assertThat(kept()).containsExactly("row 310000 279 said at 279");
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(279);
        assertThat(stops.open()).hasSize(1);
        assertThat(stop().index()).isEqualTo(280);
        assertThat(stop().why()).isEqualTo(Stops.Why.NOT_AS_SIGNED);
        assertThat(stop().entry()).isEqualTo(forged);
        Checkpoint head = Checkpoint.of(SignedNote.parse(stop().note()));
        byte[] proof = String.valueOf(stop().proof()).getBytes(StandardCharsets.UTF_8);
        assertThat(BareProofs.inclusion(proof).valid()).isTrue();
        assertThat(String.valueOf(stop().proof()))
                .contains(Base64.getEncoder().encodeToString(head.root()))
                .contains(Base64.getEncoder().encodeToString(shanghai.leaves.get(279)));

        shanghai.sent.put(280L, honest);
        follow(shanghai);
        assertThat(stops.open()).isEmpty();
        assertThat(kept()).containsExactly("row 310000 300 said at 300");
        assertThat(received(SHANGHAI)).hasSize(300);
    }

    @Test
    void a_fact_beyond_the_verified_head_waits_until_the_head_has_come_to_it() {
        shanghai.tells("a", "signed").tells("b", "not yet").signed = 1;
        ReplicaWriter writer = writer(shanghai);
        follow(shanghai, writer);
        assertThat(received(SHANGHAI)).containsExactly(1L);
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(1);
        assertThat(stops.open()).isEmpty();

        shanghai.signed = 2;
        assertThat(writer.work()).isFalse();
        follow(shanghai, writer);
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L);
    }

    @Test
    void a_feed_whose_keys_nobody_gave_this_node_is_not_followed() {
        shanghai.known = false;
        follow(shanghai.tells("a", "of anybody"));
        assertThat(received(SHANGHAI)).isEmpty();
        assertThat(feeds.newest(SHANGHAI)).isZero();

        shanghai.known = true;
        follow(shanghai);
        assertThat(received(SHANGHAI)).containsExactly(1L);
    }

    @Test
    void tiles_that_do_not_lead_to_the_head_let_nothing_through_and_are_fetched_anew() {
        shanghai.tells("a", "first").tells("a", "second");
        witness.work(shanghai);
        List<byte[]> other = new ArrayList<>(shanghai.leaves);
        other.set(0, Entry.leafHash(new byte[] {1}));
        shanghai.shown = other;
        ReplicaWriter writer = writer(shanghai);
        assertThat(writer.work()).isFalse();
        assertThat(stop().why()).isEqualTo(Stops.Why.OTHER_TREE);
        assertThat(received(SHANGHAI)).isEmpty();

        shanghai.shown = null;
        follow(shanghai, writer);
        assertThat(stops.open()).isEmpty();
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L);
    }

    @Test
    void tiles_that_are_not_there_now_are_no_alarm() {
        witness.work(shanghai.tells("a", "first"));
        shanghai.tilesThere = false;
        assertThat(writer(shanghai).work()).isFalse();
        assertThat(stops.open()).isEmpty();
        shanghai.tilesThere = true;
        follow(shanghai);
        assertThat(received(SHANGHAI)).containsExactly(1L);
    }

    @Test
    void the_feed_of_a_home_that_showed_two_histories_is_followed_no_further() {
        follow(shanghai.tells("a", "first"));
        Feed second = shanghai;
        second.leaves.set(0, Entry.leafHash(new byte[] {1}));
        follow(second.tells("a", "second"));
        assertThat(witness.isForked(SHANGHAI)).isTrue();
        assertThat(received(SHANGHAI)).containsExactly(1L);
    }

    private static void says(long index, Audience audience) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SELECT set_config('delta.home', '340000', true)")
                    .query(String.class)
                    .single();
            jdbc.sql(
                            """
                            INSERT INTO lane.fact
                              (home, index, kind, schema, subject, audience, at, by_id, body)
                            VALUES ('340000', ?, 'fedtest.Told', 1, 's', ?, now(), 'x', '{}')
                            """)
                    .params(index, audience.text())
                    .update();
        });
    }

    private static List<Long> indexes(PeerFeed.Stretch stretch) {
        List<Long> indexes = new ArrayList<>();
        for (String entry : stretch.entries()) {
            try {
                indexes.add(Entry.read(entry).index());
            } catch (Malformed malformed) {
                throw new AssertionError(malformed);
            }
        }
        return indexes;
    }

    private List<Long> served(Province... readers) {
        return indexes(feeds.serve(ANHUI, 0, Set.of(readers), 100));
    }

    @Test
    void a_fact_leaves_towards_its_audience_only() {
        says(1, Audience.HOME);
        says(2, Audience.of(JIANGSU));
        says(3, Audience.of(JIANGSU, SHANGHAI));
        says(4, Audience.FOUR);
        says(5, Audience.PUBLIC);
        says(6, Audience.HOME);
        assertThat(served(ZHEJIANG)).containsExactly(4L, 5L);
        assertThat(served(SHANGHAI)).containsExactly(3L, 4L, 5L);
        assertThat(served(JIANGSU)).containsExactly(2L, 3L, 4L, 5L);
        // A node that hosts two homes gets what either may know.
        assertThat(served(ZHEJIANG, SHANGHAI)).containsExactly(3L, 4L, 5L);
        assertThat(served()).isEmpty();
        // How long the feed is, everybody may know: else nobody could tell that nothing is missing.
        assertThat(feeds.serve(ANHUI, 0, Set.of(ZHEJIANG), 100).upTo()).isEqualTo(6);
        assertThat(indexes(feeds.serve(ANHUI, 4, Set.of(ZHEJIANG), 1))).containsExactly(5L);
    }

    @Test
    void a_feed_that_is_not_at_home_here_is_not_passed_on() {
        follow(shanghai.tells("a", "for all"));
        assertThat(feeds.serve(SHANGHAI, 0, Set.of(ZHEJIANG), 100).entries()).isEmpty();
        assertThat(feeds.serve(SHANGHAI, 0, Set.of(ZHEJIANG), 100).upTo()).isZero();
    }
}
