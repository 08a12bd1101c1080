package org.deltacommons.foundation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Histories walked from milestones are what the whole book says, wherever the milestones are.
class LedgerHistoryTest {

    private static final Instant BEGIN = Instant.parse("2026-03-05T06:30:00Z");
    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);
    private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d");
    private static final int TRANSFERS = 400;

    record Told(String what) {}

    private final Random random = new Random(20260305);
    private Instant now = BEGIN;
    private HikariDataSource pool;
    private GroupLane lane;
    private JdbcClient jdbc;

    @BeforeEach
    void begin() {
        TestDatabase database = TestDatabase.fresh("ledger_history");
        Schema.migrate(database, "lane", "ledger");
        pool = database.pool(6);
        jdbc = JdbcClient.create(pool);
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        lane =
                Lanes.postgres(
                        pool,
                        List.of(LedgerBooks.postgres()),
                        List.of(ANHUI),
                        clock,
                        new Ids(clock, random));
        submit(
                ACCOUNTS.stream()
                        .map(id ->
                                (Part)
                                        new LedgerPart.OpenAccount(
                                                id, "b", AccountKind.VOUCHER, "o", Limit.NONE))
                        .toList());
    }

    @AfterEach
    void end() {
        lane.close();
        pool.close();
    }

    private void submit(List<Part> parts) {
        lane.submit(
                        Command.of(ANHUI, CLERK, "test.do", parts.size(), Told.class),
                        rows -> Outcome.done(Unit.of(new Told("x"), parts)))
                .orThrow();
    }

    /// @param settledOf how many of a hundred Units are followed by a settling
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 100})
    void a_history_is_what_the_book_says(int settledOf) {
        for (int i = 0; i < TRANSFERS; ) {
            List<Part> parts = new ArrayList<>();
            for (int n = random.nextInt(1, 4); n > 0 && i < TRANSFERS; n--) {
                // Most go through one account, so that it has several milestones.
                String from = random.nextInt(10) < 7 ? "a" : ACCOUNTS.get(random.nextInt(4));
                String to = random.nextInt(10) < 7 ? "b" : ACCOUNTS.get(random.nextInt(4));
                if (!from.equals(to)) {
                    parts.add(
                            new LedgerPart.Post(
                                    "t" + i++,
                                    from,
                                    to,
                                    new Money(random.nextInt(1, 9)),
                                    "s",
                                    null));
                }
            }
            now = now.plus(Duration.ofSeconds(random.nextInt(3)));
            submit(parts);
            if (random.nextInt(100) < settledOf) {
                LedgerBooks.settle(pool, ANHUI);
            }
        }
        for (String account : ACCOUNTS) {
            compare(account);
        }
        assertThat(LedgerBooks.ledger(jdbc).differences(ANHUI)).isEmpty();
        if (settledOf == 0) {
            assertThat(LedgerBooks.settle(pool, ANHUI)).isEqualTo(TRANSFERS);
            assertThat(LedgerBooks.settle(pool, ANHUI)).isZero();
            ACCOUNTS.forEach(this::compare);
        }
    }

    private void compare(String account) {
        long number =
                jdbc.sql("SELECT number FROM ledger.account WHERE id = ?")
                        .params(account)
                        .query(Long.class)
                        .single();
        List<Instant> hours =
                jdbc.sql("SELECT at FROM ledger.entry WHERE account = ? ORDER BY sequence")
                        .params(account)
                        .query((result, _) ->
                                result.getObject(1, java.time.OffsetDateTime.class).toInstant())
                        .list();
        for (int i = 0; i < 60; i++) {
            int after = random.nextInt(hours.size() + 2);
            int last = after + random.nextInt(80);
            assertThat(entries("ledger.history(%d, %d, %d)".formatted(number, after, last), number))
                    .isEqualTo(
                            entries(
                                    "(SELECT * FROM ledger.entry WHERE sequence > %d AND sequence <= %d)"
                                            .formatted(after, last),
                                    number));
            Instant hour = BEGIN.plusSeconds(random.nextInt(-5, 500));
            assertThat(before(number, hour))
                    .isEqualTo(hours.stream().filter(at -> at.isBefore(hour)).count());
        }
    }

    private List<String> entries(String from, long number) {
        return jdbc.sql(
                        "SELECT e::text FROM %s e WHERE number = ? ORDER BY sequence"
                                .formatted(from))
                .params(number)
                .query(String.class)
                .list();
    }

    private long before(long number, Instant hour) {
        return jdbc.sql("SELECT ledger.sequence_before(?, ?)")
                .params(number, hour.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
