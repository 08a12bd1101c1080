package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two instances of which each believes that it holds the lane, as two processes.
class FenceTest {

    private static final int FIRST_ROWS = 50;

    @Test
    void an_instance_that_slept_while_another_took_its_lane_wakes_up_and_changes_nothing()
            throws Exception {
        TestDatabase database = TestDatabase.fresh("fence");
        Schema.migrate(database, "lane");
        Schema.owner(database, Note.TABLE);
        Process first = start(database);
        try (BufferedReader said =
                        new BufferedReader(
                                new InputStreamReader(
                                        first.getInputStream(), StandardCharsets.UTF_8));
                HikariDataSource pool = pool(database)) {
            int early = until(said, Integer.toString(FIRST_ROWS));
            signal("STOP", first);
            String[] second = {"not yet"};
            try (GroupLane lane = lane(pool)) {
                Note note = Note.of("second", ANHUI, "by the successor");
                second[0] = put(lane, note) + "";
                long rows = count(pool);
                signal("CONT", first);
                // It may have been stopped before it said anything more.
                int acknowledged = Math.max(early, until(said, "moved"));
                assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
                assertThat(second[0]).startsWith("Done");
                // What it was told is there, once; what it wrote after it slept is not.
                assertThat(count(pool)).isEqualTo(rows);
                assertThat(rows - 1).isBetween((long) acknowledged, acknowledged + 1L);
                assertThat(numbers(pool))
                        .containsAll(IntStream.range(0, acknowledged).boxed().toList());
            }
        } finally {
            first.destroyForcibly();
        }
    }

    private static Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoneWriter.class.getName(),
                        database.app().url(),
                        database.app().user(),
                        database.app().password())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Reads until a line is met.
    ///
    /// @return how many rows were acknowledged in between and before, by their numbers
    private static int until(BufferedReader said, String wanted) throws IOException {
        int acknowledged = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.matches("[0-9]+")) {
                acknowledged = Integer.parseInt(line) + 1;
            }
            if (line.equals(wanted)) {
                return acknowledged;
            }
        }
        throw new IllegalStateException("the other instance ended without saying " + wanted);
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
    }

    private static HikariDataSource pool(TestDatabase database) {
        return database.pool(5);
    }

    private static GroupLane lane(HikariDataSource pool) {
        Clock clock = Clock.systemUTC();
        return Lanes.postgres(
                pool, List.of(), List.of(ANHUI), clock, new Ids(clock, new Random(7)));
    }

    private static Outcome<LoneWriter.Told> put(GroupLane lane, Note note) {
        return lane.submit(
                Command.of(
                        ANHUI,
                        new Actor("second", "second", ANHUI, List.of(), null),
                        "second.write",
                        "once",
                        LoneWriter.Told.class),
                rows -> Outcome.done(Unit.of(new LoneWriter.Told(0), new Put(note))));
    }

    private static long count(HikariDataSource pool) {
        return JdbcClient.create(pool)
                .sql("SELECT count(*) FROM lanetest.note")
                .query(Long.class)
                .single();
    }

    private static List<Integer> numbers(HikariDataSource pool) {
        return JdbcClient.create(pool)
                .sql("SELECT substr(id, 6)::integer FROM lanetest.note WHERE id LIKE 'lone-%'")
                .query(Integer.class)
                .list();
    }
}
