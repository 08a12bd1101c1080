package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerBooks;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerReason;
import org.deltacommons.foundation.ledger.Remainder;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was written before balances moved into the transfers is there afterwards, to the fen.
class FormerDataTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneOffset.UTC);
    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    record Told(String what) {}

    /// A grant of 10.00, a hold of 6.00 of which 4.00 were captured and 1.00 released.
    private static final String FORMER =
            """
            INSERT INTO lane.head VALUES ('340000', 3, 1);
            INSERT INTO ledger.account VALUES
              ('issued', '340000', 'b', 'ISSUED', 'o', 'NONE', 1000, 0, 0, 0, 1),
              ('voucher', '340000', 'b', 'VOUCHER', 'o', 'WITHIN_CREDITS', 400, 100, 1000, 0, 4),
              ('used', '340000', 'b', 'USED', 'o', 'NONE', 0, 0, 400, 100, 3);
            INSERT INTO ledger.remainder VALUES
              ('t1', '340000', false, 'issued', 'voucher', 1000, 0, 0),
              ('t2', '340000', true, 'voucher', 'used', 600, 400, 100),
              ('t3', '340000', false, 'voucher', 'used', 400, 0, 0);
            INSERT INTO ledger.transfer VALUES
              ('t1', '340000', 'POST', 'issued', 'voucher', 1000, NULL, '2026-01-01Z', 'u1', 'c',
               1, 1000, 0, 0, 0, 1, 0, 0, 1000, 0),
              ('t2', '340000', 'HOLD', 'voucher', 'used', 600, NULL, '2026-01-02Z', 'u2', 'c',
               2, 0, 600, 1000, 0, 1, 0, 0, 0, 600),
              ('t3', '340000', 'CAPTURE', 'voucher', 'used', 400, 't2', '2026-01-03Z', 'u3', 'c',
               3, 400, 200, 1000, 0, 2, 0, 0, 400, 200),
              ('t4', '340000', 'RELEASE', 'voucher', 'used', 100, 't2', '2026-01-04Z', 'u4', 'c',
               4, 400, 100, 1000, 0, 3, 0, 0, 400, 100);
            """;

    @Test
    void balances_holds_and_answers_of_before_are_there_and_go_on() {
        TestDatabase database = TestDatabase.fresh("former_data");
        migrate(database, "__root", "3");
        migrate(database, "lane", "1");
        migrate(database, "ledger", "1");
        Schema.owner(database, FORMER);
        String digest = Json.digest("the content");
        Schema.owner(
                database,
                """
                INSERT INTO lane.answer VALUES ('340000', 'p-1 test.do', '键-1', '%s', '2026-01-04Z',
                  '{"done": {"what": "of before"}}')
                """
                        .formatted(digest));
        migrate(database, "lane", "latest");
        migrate(database, "ledger", "latest");
        try (HikariDataSource pool = database.pool(10);
                GroupLane lane =
                        Lanes.postgres(
                                pool,
                                List.of(LedgerBooks.postgres()),
                                List.of(ANHUI),
                                CLOCK,
                                new Ids(CLOCK, new Random(7)))) {
            Ledger ledger = LedgerBooks.ledger(JdbcClient.create(pool));
            assertThat(ledger.differences(ANHUI)).isEmpty();
            assertThat(ledger.trialBalance(ANHUI).balances()).isTrue();
            lane.read(
                    ANHUI,
                    rows -> {
                        Balances voucher = rows.look(Balances.class, "voucher").orElseThrow();
                        assertThat(voucher.available()).isEqualTo(new Money(500));
                        assertThat(voucher.held()).isEqualTo(new Money(100));
                        Remainder hold = rows.look(Remainder.class, "t2").orElseThrow();
                        assertThat(hold.left()).isEqualTo(new Money(100));
                        assertThat(hold.uses()).isEqualTo(2);
                        return true;
                    });
            assertThat(submit(lane, "键-1", "the content", "never used"))
                    .isEqualTo(Outcome.done(new Told("of before")));
            assertThat(submit(lane, "键-1", "another content", "never used"))
                    .isEqualTo(Outcome.refused(LaneReason.KEY_REUSED));
            assertThat(submit(lane, "k-2", "x", "x", capture("t5", 101)))
                    .matches(outcome ->
                            outcome instanceof Outcome.Refused<Told>(var why)
                                    && why.code().equals(LedgerReason.MORE_THAN_HELD.code()));
            assertThat(submit(lane, "k-3", "x", "done", capture("t6", 100)))
                    .isEqualTo(Outcome.done(new Told("done")));
            assertThat(ledger.differences(ANHUI)).isEmpty();
            assertThat(ledger.balances("voucher").orElseThrow().held()).isEqualTo(Money.ZERO);
        }
    }

    private static LedgerPart capture(String id, long fen) {
        return new LedgerPart.Capture(id, "t2", new Money(fen), "c");
    }

    private static Outcome<Told> submit(
            GroupLane lane, String key, String content, String answer, Part... parts) {
        return lane.submit(
                Command.of(ANHUI, CLERK, "test.do", content, Told.class).keyed(key),
                rows -> Outcome.done(Unit.of(new Told(answer), parts)));
    }

    private static void migrate(TestDatabase database, String module, String target) {
        Schema.migrateTo(database.owner(), database.app().user(), module, target);
    }
}
