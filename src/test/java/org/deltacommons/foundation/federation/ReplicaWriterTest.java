package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.Copied.Told;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a node that hosts Anhui keeps of the others' feeds, and what a node lets others see of its
/// own.
class ReplicaWriterTest {

    private static final Instant THEN = Instant.parse("2026-03-05T02:00:00Z");

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private final Set<Province> hosted = Set.of(ANHUI);
    private final Feeds feeds = new Feeds(new Hosting(hosted), new Facts(jdbc), jdbc);
    private final Feed shanghai = new Feed(SHANGHAI);

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

    /// A peer with a feed in the hand.
    private static final class Feed implements PeerFeed {
        private final Province origin;
        private final List<RecordedFact> facts = new ArrayList<>();
        private long upTo;

        Feed(Province origin) {
            this.origin = origin;
        }

        /// Tells a whole row, for everybody.
        Feed tells(String id, String text) {
            return adds(Audience.FOUR, "fedtest.Told", new Copied(Id.of(id), origin, text));
        }

        Feed adds(Audience audience, String kind, Copied row) {
            upTo++;
            facts.add(fact(origin, upTo, audience, kind, new Told(row)));
            return this;
        }

        /// Facts that are not for the reader, of which it sees nothing.
        Feed keepsToItself(int count) {
            upTo += count;
            return this;
        }

        @Override
        public Set<Province> origins() {
            return Set.of(origin);
        }

        @Override
        public Stretch after(Province asked, long after, Set<Province> readers, int limit) {
            long last = Math.min(upTo, after + limit);
            return new Stretch(
                    facts.stream()
                            .filter(fact -> fact.index() > after && fact.index() <= last)
                            .map(Entry::text)
                            .toList(),
                    last);
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
    void empty() {
        Schema.owner(
                database,
                """
                TRUNCATE fedtest.copied, federation.received, federation.replica_cursor,
                         federation.unreplicated, lane.fact
                """);
    }

    private ReplicaWriter writer(PeerFeed peer, Replica<?>... replicas) {
        return new ReplicaWriter(peer, hosted, feeds, jdbc, transactions, List.of(replicas));
    }

    private ReplicaWriter writer(PeerFeed peer) {
        return writer(peer, Copied.replica());
    }

    private static void follow(ReplicaWriter writer) {
        while (writer.work()) {
            // There may be more at once.
        }
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
        follow(writer(shanghai));
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
        follow(writer(shanghai.tells("a", "first")));
        shanghai.tells("a", "second");
        ReplicaWriter next = writer(shanghai);
        follow(next);
        assertThat(next.work()).isFalse();
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L);
        assertThat(kept()).containsExactly("a 310000 2 second");
    }

    @Test
    void a_stretch_that_breaks_off_leaves_nothing_and_is_kept_once_when_it_comes_again() {
        follow(writer(shanghai.tells("a", "before")));
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
        assertThatThrownBy(broken::work).hasMessage("the power went");
        assertThat(received(SHANGHAI)).containsExactly(1L);
        assertThat(kept()).containsExactly("a 310000 1 before");
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(1);

        power.set(true);
        follow(broken);
        assertThat(received(SHANGHAI)).containsExactly(1L, 2L, 3L);
        assertThat(kept()).containsExactly("a 310000 2 half", "b 310000 3 other half");
    }

    @Test
    void a_kind_that_nobody_here_understands_is_kept_as_it_came() {
        Copied row = new Copied(Id.of("a"), SHANGHAI, "from the future");
        shanghai.adds(Audience.FOUR, "fedtest.ToldIn2030", row).tells("a", "of today");
        follow(writer(shanghai));
        assertThat(feeds.after(SHANGHAI, 0, 10))
                .extracting(RecordedFact::kind)
                .containsExactly("fedtest.ToldIn2030", "fedtest.Told");
        assertThat(feeds.after(SHANGHAI, 0, 10).getFirst().body())
                .isEqualTo(Json.tree(new Told(row)));
        assertThat(kept()).containsExactly("a 310000 2 of today");
    }

    @Test
    void the_cursor_goes_past_what_was_not_meant_for_this_node() {
        shanghai.keepsToItself(700).tells("a", "for all").keepsToItself(300);
        follow(writer(shanghai));
        assertThat(received(SHANGHAI)).containsExactly(701L);
        assertThat(feeds.newest(SHANGHAI)).isEqualTo(1001);
    }

    @Test
    void a_row_of_another_home_is_not_taken_over_and_the_feed_goes_on() {
        follow(writer(new Feed(JIANGSU).tells("theirs", "of Jiangsu")));
        // It says that the row is its own …
        shanghai.tells("theirs", "ours now");
        // … or speaks in another's name.
        shanghai.adds(
                Audience.FOUR,
                "fedtest.Told",
                new Copied(Id.of("another"), ZHEJIANG, "of Zhejiang"));
        shanghai.tells("b", "of Shanghai");
        follow(writer(shanghai));
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
        follow(writer(shanghai));
        assertThat(kept()).containsExactly("b 310000 2 fit");
        assertThat(notKept()).singleElement().asString().startsWith("310000 1 ");
        follow(writer(shanghai.tells("a", "fit at last")));
        assertThat(kept()).containsExactly("a 310000 3 fit at last", "b 310000 2 fit");
    }

    @Test
    void a_body_that_cannot_be_read_is_noted_and_the_feed_goes_on() {
        shanghai.adds(
                Audience.FOUR, "fedtest.Told", new Copied(Id.of("a"), SHANGHAI, "to be spoilt"));
        RecordedFact good = shanghai.facts.removeLast();
        shanghai.facts.add(
                new RecordedFact(
                        good.origin(),
                        good.index(),
                        good.kind(),
                        good.schema(),
                        good.subject(),
                        good.audience(),
                        Json.parse(
                                "{\"copied\":{\"id\":\"a\",\"home\":\"999999\",\"text\":\"x\"}}"),
                        good.at(),
                        good.by()));
        follow(writer(shanghai.tells("b", "fit")));
        assertThat(kept()).containsExactly("b 310000 2 fit");
        assertThat(notKept()).hasSize(1);
    }

    private static PeerFeed.Stretch stretch(long upTo, RecordedFact... facts) {
        return new PeerFeed.Stretch(Arrays.stream(facts).map(Entry::text).toList(), upTo);
    }

    private void unfaithful(PeerFeed.Stretch stretch, String why) {
        PeerFeed peer =
                new PeerFeed() {
                    @Override
                    public Set<Province> origins() {
                        return Set.of(SHANGHAI);
                    }

                    @Override
                    public Stretch after(
                            Province origin, long after, Set<Province> readers, int limit) {
                        return stretch;
                    }
                };
        assertThatThrownBy(() -> writer(peer).work())
                .isInstanceOf(ReplicaWriter.Unfaithful.class)
                .hasMessageContaining(why);
        assertThat(received(SHANGHAI)).isEmpty();
        assertThat(kept()).isEmpty();
        assertThat(feeds.newest(SHANGHAI)).isZero();
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
        unfaithful(stretch(1, told(JIANGSU, 1, Audience.FOUR)), "a fact of JIANGSU");
    }

    @Test
    void a_peer_that_sends_what_was_not_for_us_is_not_believed() {
        unfaithful(stretch(1, told(SHANGHAI, 1, Audience.of(ZHEJIANG))), "is not for us");
        unfaithful(stretch(1, told(SHANGHAI, 1, Audience.HOME)), "is not for us");
    }

    @Test
    void a_peer_that_tells_out_of_order_or_twice_or_beyond_its_word_is_not_believed() {
        RecordedFact first = told(SHANGHAI, 1, Audience.FOUR);
        RecordedFact second = told(SHANGHAI, 2, Audience.FOUR);
        unfaithful(stretch(2, second, first), "index 1 after 2");
        unfaithful(stretch(2, first, first), "index 1 after 1");
        unfaithful(stretch(1, first, second), "index 2 after 1");
    }

    @Test
    void nobody_else_tells_this_node_about_its_own_home() {
        Feed anhui = new Feed(ANHUI).tells("mine", "not by me");
        assertThatThrownBy(() -> writer(anhui).work())
                .isInstanceOf(ReplicaWriter.Unfaithful.class)
                .hasMessageContaining("hosts that home itself");
        assertThat(kept()).isEmpty();
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
        follow(writer(shanghai.tells("a", "for all")));
        assertThat(feeds.serve(SHANGHAI, 0, Set.of(ZHEJIANG), 100).entries()).isEmpty();
        assertThat(feeds.serve(SHANGHAI, 0, Set.of(ZHEJIANG), 100).upTo()).isZero();
    }
}
