package org.deltacommons.foundation.ledger;

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
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ChainAuditTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneOffset.UTC);
    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    record Told(String what) {}

    private TestDatabase database;
    private HikariDataSource pool;
    private GroupLane lane;
    private ChainAudit audit;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh("chain_audit");
        Schema.migrate(database, "lane", "ledger");
        pool = database.pool(10);
        lane =
                Lanes.postgres(
                        pool,
                        List.of(LedgerBooks.postgres()),
                        List.of(ANHUI),
                        CLOCK,
                        new Ids(CLOCK, new Random(7)));
        audit =
                new ChainAudit(
                        JdbcClient.create(pool),
                        new TransactionTemplate(new DataSourceTransactionManager(pool)),
                        CLOCK);
        submit(
                open("issued", Limit.NONE),
                open("voucher", Limit.WITHIN_CREDITS),
                open("used", Limit.NONE),
                post("t1", "issued", "voucher", 1_000));
        submit(new LedgerPart.Hold("t2", "voucher", "used", new Money(600), "c", null));
        submit(
                new LedgerPart.Capture("t3", "t2", new Money(400), "c"),
                new LedgerPart.Release("t4", "t2", null, "c"),
                new LedgerPart.Reverse("t5", "t3", new Money(100), "c"));
    }

    @AfterEach
    void end() {
        lane.close();
        pool.close();
    }

    private static LedgerPart open(String id, Limit limit) {
        return new LedgerPart.OpenAccount(id, "b", AccountKind.VOUCHER, "o", limit);
    }

    private static LedgerPart post(String id, String debit, String credit, long fen) {
        return new LedgerPart.Post(id, debit, credit, new Money(fen), "c", null);
    }

    private void submit(Part... parts) {
        lane.submit(
                        Command.of(ANHUI, CLERK, "test.do", parts.length, Told.class),
                        rows -> Outcome.done(Unit.of(new Told("x"), parts)))
                .orThrow();
    }

    /// As somebody could who has the owner's password and thinks nobody looks.
    private void tamper(String sql) {
        Schema.owner(database, sql);
    }

    private List<String> found() {
        return audit.findings(ANHUI, 100).stream()
                .map(finding -> finding.what() + " " + finding.account() + " " + finding.sequence())
                .toList();
    }

    @Test
    void a_sound_ledger_is_walked_once_and_nothing_is_found() {
        assertThat(audit.standing(ANHUI).behind()).isEqualTo(5);
        assertThat(audit.walk(ANHUI, 2)).isEqualTo(2);
        assertThat(audit.standing(ANHUI).behind()).isEqualTo(3);
        assertThat(audit.walk(ANHUI, 100)).isEqualTo(3);
        assertThat(found()).isEmpty();
        assertThat(audit.standing(ANHUI).behind()).isZero();
        assertThat(audit.walk(ANHUI, 100)).isZero();
        submit(post("t6", "issued", "voucher", 5));
        assertThat(audit.walk(ANHUI, 100)).isEqualTo(1);
        assertThat(found()).isEmpty();
        assertThat(audit.standing(ANHUI).transfers()).isEqualTo(6);
    }

    @Test
    void an_amount_changed_behind_everybodys_back_is_found_on_both_sides() {
        tamper("UPDATE ledger.transfer SET amount_fen = 900 WHERE id = 't1'");
        audit.walk(ANHUI, 100);
        assertThat(found()).containsExactlyInAnyOrder("SUMS issued 1", "SUMS voucher 1");
    }

    @Test
    void a_transfer_taken_out_leaves_a_gap() {
        tamper("DELETE FROM ledger.transfer WHERE id = 't3'");
        audit.walk(ANHUI, 100);
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "GAP voucher 4", "GAP used 3", "MISSING  34000000000000003");
    }

    @Test
    void a_transfer_that_follows_what_another_followed_is_found() {
        tamper(
                """
                INSERT INTO ledger.transfer
                SELECT (jsonb_populate_record(t, '{"id": "twin", "place": 34000000000000006}')).*
                FROM ledger.transfer t WHERE id = 't2'
                """);
        audit.walk(ANHUI, 100);
        assertThat(found()).contains("GAP voucher 2", "GAP used 1");
    }

    @Test
    void an_account_taken_out_is_missed_by_its_counterparts() {
        tamper("DELETE FROM ledger.account WHERE id = 'issued'");
        audit.walk(ANHUI, 100);
        assertThat(found()).containsExactly("COUNTERPART voucher 1");
    }

    @Test
    void an_own_account_that_meets_a_procedures_is_found_on_both_sides() {
        tamper("UPDATE ledger.account SET kind = 'OWN' WHERE id = 'issued'");
        audit.walk(ANHUI, 100);
        assertThat(found()).containsExactlyInAnyOrder("MIXED issued 1", "MIXED voucher 1");
    }

    @Test
    void a_transfer_dated_back_is_found() {
        tamper("UPDATE ledger.transfer SET at = at - interval '1 day' WHERE id = 't4'");
        audit.walk(ANHUI, 100);
        assertThat(found()).contains("BACKWARDS voucher 4", "BACKWARDS used 3");
    }

    @Test
    void what_was_found_stays_and_is_found_only_once() {
        tamper("UPDATE ledger.transfer SET amount_fen = 900 WHERE id = 't1'");
        audit.walk(ANHUI, 100);
        tamper("UPDATE ledger.transfer SET amount_fen = 1000 WHERE id = 't1'");
        audit.walk(ANHUI, 100);
        assertThat(found()).hasSize(2);
        assertThat(audit.countFindings()).isEqualTo(2);
    }
}
