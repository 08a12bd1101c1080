package org.deltacommons.foundation.ledger;

import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.Docs;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Lanes;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.Test;

/// Runs every query of `docs/ledger.md` on one small story and compares the output that stands
/// below it.
class LedgerExamplesTest {

    private static final Path FILE = Path.of("docs/ledger.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sql\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);
    private static final Instant NOON = Instant.parse("2026-03-05T04:00:00Z");
    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    record Told(String what) {}

    @Test
    void every_query_of_the_documentation_gives_the_output_that_stands_below_it() throws Exception {
        TestDatabase database = TestDatabase.fresh("ledger_examples");
        Schema.migrate(database, "lane", "ledger");
        try (HikariDataSource pool = database.pool(10)) {
            story(pool);
            String text = Docs.read(FILE);
            Matcher examples = EXAMPLE.matcher(text);
            StringBuilder current = new StringBuilder();
            try (Connection connection = pool.getConnection()) {
                while (examples.find()) {
                    String block =
                            "```sql\n%s```\n```text\n%s```\n"
                                    .formatted(
                                            examples.group(1),
                                            output(connection, examples.group(1)));
                    examples.appendReplacement(current, Matcher.quoteReplacement(block));
                }
            }
            examples.appendTail(current);
            Docs.current(FILE, current.toString());
        }
    }

    private static void story(HikariDataSource pool) {
        for (int day = 0; day < 4; day++) {
            Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC);
            try (GroupLane lane =
                    Lanes.postgres(
                            pool,
                            List.of(LedgerBooks.postgres()),
                            List.of(ANHUI),
                            clock,
                            new Ids(clock, new Random(7)))) {
                List<Part> parts = day(day);
                lane.submit(
                                Command.of(ANHUI, CLERK, "test.day", day, Told.class),
                                rows -> Outcome.done(Unit.of(new Told("day"), parts)))
                        .orThrow();
            }
        }
    }

    private static List<Part> day(int day) {
        return switch (day) {
            case 0 ->
                    List.of(
                            open("issued", AccountKind.ISSUED, Limit.NONE),
                            open("voucher/vou-1", AccountKind.VOUCHER, Limit.WITHIN_CREDITS),
                            open("used", AccountKind.USED, Limit.NONE),
                            new LedgerPart.Post(
                                    "vou-1/grant",
                                    "issued",
                                    "voucher/vou-1",
                                    Money.yuan(1_000),
                                    "vou-1",
                                    null));
            case 1 ->
                    List.of(
                            new LedgerPart.Hold(
                                    "ord-1/1/voucher",
                                    "voucher/vou-1",
                                    "used",
                                    Money.yuan(600),
                                    "ord-1",
                                    null));
            case 2 ->
                    List.of(
                            new LedgerPart.Capture(
                                    "ord-1/1/voucher/capture",
                                    "ord-1/1/voucher",
                                    Money.yuan(400),
                                    "ord-1"),
                            new LedgerPart.Release(
                                    "ord-1/1/voucher/rest", "ord-1/1/voucher", null, "ord-1"));
            default ->
                    List.of(
                            new LedgerPart.Reverse(
                                    "rec-1/voucher",
                                    "ord-1/1/voucher/capture",
                                    Money.yuan(100),
                                    "ord-1"));
        };
    }

    private static Part open(String id, AccountKind kind, Limit limit) {
        return new LedgerPart.OpenAccount(id, "340500/mas-2026", kind, "org-jiangpan", limit);
    }

    private static String output(Connection connection, String sql) throws SQLException {
        List<List<String>> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                names.add(result.getMetaData().getColumnLabel(i));
            }
            lines.add(names);
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                lines.add(values);
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width =
                        lines.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
                String cell = line.get(i);
                text.append(i == 0 ? "" : " | ")
                        .append(
                                i == line.size() - 1
                                        ? cell
                                        : cell + " ".repeat(width - cell.length()));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
