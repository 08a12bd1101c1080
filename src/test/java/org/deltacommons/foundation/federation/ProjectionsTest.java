package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Projections that are fed together: each gets each fact in order, and none waits for one that
/// fails.
class ProjectionsTest {

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient jdbc;

    private record Hosting(Set<Province> homes) implements Lane {
        @Override
        public boolean hosts(Province home) {
            return homes.contains(home);
        }

        @Override
        public <A> Outcome<A> submit(
                Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
            throw new AssertionError("a projection is never written by a lane");
        }
    }

    /// Notes in the database what it was given, so that what was rolled back is not there.
    private static final class Noting implements Projection {

        private final String name;
        private boolean fails;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void apply(List<RecordedFact> facts) {
            for (RecordedFact fact : facts) {
                jdbc.sql("INSERT INTO noted.fact (name, index) VALUES (?, ?)")
                        .params(name, fact.index())
                        .update();
            }
            if (fails) {
                throw new IllegalStateException("this one cannot");
            }
        }

        List<Long> noted() {
            return jdbc.sql("SELECT index FROM noted.fact WHERE name = ? ORDER BY at")
                    .params(name)
                    .query(Long.class)
                    .list();
        }
    }

    private final Noting first = new Noting("first");
    private final Noting second = new Noting("second");

    @BeforeAll
    static void prepare() {
        database = TestDatabase.fresh("projections");
        Schema.migrate(database, "lane", "federation");
        Schema.owner(
                database,
                """
                CREATE SCHEMA noted;
                CREATE TABLE noted.fact (
                  at bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  name text NOT NULL, index bigint NOT NULL);
                GRANT USAGE ON SCHEMA noted TO %1$s;
                GRANT SELECT, INSERT ON noted.fact TO %1$s;
                """
                        .formatted(database.app().user()));
        pool = TestDatabase.pool(database.app(), 2);
        jdbc = JdbcClient.create(pool);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void empty() {
        Schema.owner(database, "TRUNCATE lane.fact, federation.projection, noted.fact");
    }

    /// An instance of the node, with nothing in memory.
    private Projections instance() {
        Feeds feeds = new Feeds(new Hosting(Set.of(ANHUI)), new Facts(jdbc), jdbc);
        List<ProjectionRunner> runners = new ArrayList<>();
        for (Noting one : List.of(first, second)) {
            runners.add(new ProjectionRunner(one, jdbc));
        }
        return new Projections(
                runners, feeds, jdbc, new TransactionTemplate(new JdbcTransactionManager(pool)));
    }

    private static void tell(int from, int until) {
        Schema.owner(
                database,
                """
                INSERT INTO lane.fact (home, index, kind, schema, subject, audience, at, by_id, body)
                SELECT '340000', i, 'vouchers.OrderPlaced', 1, 'order-' || i, 'home',
                       timestamptz '2026-03-05 02:00Z', 'person-1', '{}'
                FROM generate_series(%d, %d) AS i
                """
                        .formatted(from, until));
    }

    private static List<Long> upTo(long last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void settle(Projections projections) {
        while (projections.work()) {
            // There may be more at once.
        }
    }

    @Test
    void each_gets_each_fact_once_and_in_order() {
        Projections projections = instance();
        tell(1, 1_200);
        settle(projections);
        tell(1_201, 1_203);
        settle(projections);

        assertThat(first.noted()).isEqualTo(upTo(1_203));
        assertThat(second.noted()).isEqualTo(upTo(1_203));
    }

    @Test
    void one_that_fails_leaves_nothing_behind_and_keeps_no_other_waiting() {
        Projections projections = instance();
        tell(1, 3);
        second.fails = true;
        settle(projections);
        tell(4, 5);
        settle(projections);

        assertThat(first.noted()).isEqualTo(upTo(5));
        assertThat(second.noted()).isEmpty();

        second.fails = false;
        settle(projections);

        assertThat(first.noted()).isEqualTo(upTo(5));
        assertThat(second.noted()).isEqualTo(upTo(5));
    }

    @Test
    void where_another_instance_has_gone_on_nothing_is_applied_again() {
        Projections projections = instance();
        tell(1, 3);
        settle(projections);
        tell(4, 6);
        settle(instance());
        settle(projections);
        tell(7, 8);
        settle(projections);

        assertThat(first.noted()).isEqualTo(upTo(8));
        assertThat(second.noted()).isEqualTo(upTo(8));
    }
}
