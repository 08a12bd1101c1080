package org.deltacommons.foundation.lane;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// An instance of its own: takes Anhui's lane and writes one row after the other until it is told
/// that the lane has moved. Prints `open`, a line for each acknowledged row, and `moved`.
final class LoneWriter {

    record Told(int number) {}

    private LoneWriter() {}

    /// Far more than it gets to write before it is stopped.
    private static final int ROWS_MAX = 100_000;

    public static void main(String[] login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(login[0]);
        config.setUsername(login[1]);
        config.setPassword(login[2]);
        Clock clock = Clock.systemUTC();
        try (HikariDataSource pool = new HikariDataSource(config);
                GroupLane lane =
                        Lanes.postgres(
                                pool,
                                List.of(),
                                List.of(Province.ANHUI),
                                clock,
                                new Ids(clock, new SecureRandom()))) {
            System.out.println("open");
            int number = 0;
            while (number < ROWS_MAX && write(lane, number)) {
                System.out.println(number++);
            }
            System.out.println(number < ROWS_MAX ? "moved" : "never stopped");
        }
    }

    private static boolean write(GroupLane lane, int number) {
        Actor writer = new Actor("lone", "lone", Province.ANHUI, List.of(), null);
        try {
            return lane.submit(
                            // It does not take the lane back when it finds it gone.
                            Command.of(Province.ANHUI, writer, "lone.write", number, Told.class)
                                    .whereTheLaneIs(),
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Told(number),
                                                    new Put(
                                                            Note.of(
                                                                    "lone-" + number,
                                                                    Province.ANHUI,
                                                                    "written")))))
                    .isDone();
        } catch (LaneFault cutOff) {
            // Its connection was ended in the middle of a commit; what it asks next tells why.
            return write(lane, number);
        }
    }
}
