package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.ledger.LedgerBooks;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresLaneTest extends LaneContract {

    private static TestDatabase database;
    private static HikariDataSource pool;
    private final Faults faults = new Faults();

    @BeforeAll
    static void prepare() {
        database = TestDatabase.fresh("lane");
        Schema.migrate(database, "lane", "ledger");
        Schema.owner(database, Note.TABLE);
        pool = database.pool(30);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    GroupLane open() {
        Schema.owner(
                database,
                """
                TRUNCATE lane.head, lane.instance, lane.claim, lane.fact, lane.attachment,
                         lane.answer, lanetest.note,
                         ledger.transfer, ledger.account, ledger.milestone,
                         ledger.settled
                """);
        return another();
    }

    @Override
    GroupLane another() {
        return new GroupLane(
                new PostgresStore(faults.of(pool), List.of(LedgerBooks.postgres())),
                EnumSet.of(ANHUI, Province.SHANGHAI),
                clock,
                ids,
                // Whatever can overlap shall.
                new HomeWriter.Pace(1, HomeWriter.Pace.USUAL.lookAgain()));
    }

    @Override
    List<RecordedFact> facts(long after) {
        return new Facts(JdbcClient.create(pool)).after(ANHUI, after, 1_000);
    }

    /// A text that was erased must not be found by trying what is kept of the command.
    @Test
    void a_command_for_a_home_that_is_elsewhere_is_refused_and_nobody_decides() {
        assertThat(
                        lane.submit(
                                Command.of(JIANGSU, CLERK, "lanetest.do", "x", Told.class),
                                rows -> {
                                    throw new AssertionError("decided");
                                }))
                .isEqualTo(Outcome.refused(LaneReason.NOT_HERE));
    }

    @Test
    void what_is_kept_of_a_command_does_not_tell_its_content_to_who_has_not_the_key() {
        String content = "13800001111";
        for (String key : List.of("8e0f9a52-0d6e-4c43-9d7e-7a8ec1b1a001", "another key")) {
            submit(key, content, _ -> Outcome.done(Unit.of(new Told("said")))).orThrow();
        }
        List<String> kept =
                JdbcClient.create(pool)
                        .sql("SELECT encode(digest, 'hex') FROM lane.answered")
                        .query(String.class)
                        .list();
        assertThat(kept).hasSize(2).doesNotHaveDuplicates().doesNotContain(Json.digest(content));
        assertThat(submit("another key", content, _ -> Outcome.done(Unit.of(new Told("again")))))
                .isEqualTo(Outcome.done(new Told("said")));
    }

    @Test
    void whoever_is_asked_takes_the_lane_and_nothing_is_decided_on_what_the_other_has_changed() {
        put(Note.of("n", ANHUI, "first")).orThrow();
        try (GroupLane second = another()) {
            assertThat(saying(second, "from the new one"))
                    .isEqualTo(Outcome.done(new Told("from the new one")));
            assertThat(lane.holdsAny()).as("nobody told it yet").isTrue();
            assertThat(saying(lane, "from the old one"))
                    .isEqualTo(Outcome.done(new Told("from the old one")));
            assertThat(note("n").orElseThrow().text())
                    .isEqualTo("first, from the new one, from the old one");
            assertThat(saying(second, "again").isDone()).isTrue();
            assertThat(note("n").orElseThrow().text())
                    .isEqualTo("first, from the new one, from the old one, again");
        }
    }

    private Outcome<Told> saying(GroupLane at, String words) {
        return at.submit(command(), rows -> more(rows, words));
    }

    private static Command<Told> command() {
        return Command.of(ANHUI, CLERK, "x", "x", Told.class);
    }

    private static Outcome<Unit<Told>> more(Rows rows, String words) {
        Note read = rows.get(Note.class, org.deltacommons.kernel.Id.of("n"));
        return Outcome.done(
                Unit.of(new Told(words), new Put(read.saying(read.text() + ", " + words))));
    }

    @Test
    void what_works_in_the_background_does_not_take_the_lane() {
        put(Note.of("n", ANHUI, "first")).orThrow();
        try (GroupLane second = another()) {
            assertThat(lane.submit(command().whereTheLaneIs(), rows -> more(rows, "late")))
                    .isEqualTo(Outcome.refused(LaneReason.LANE_MOVED));
            assertThat(lane.tenure(ANHUI)).isZero();
            assertThat(second.submit(command().whereTheLaneIs(), rows -> more(rows, "here")))
                    .isEqualTo(Outcome.done(new Told("here")));
        }
    }

    @Test
    void one_that_starts_stands_by_while_the_other_is_at_work_and_has_all_lanes_once_it_left() {
        lane.look();
        try (GroupLane second = another()) {
            second.look();
            assertThat(second.holdsAny()).isFalse();
            assertThat(lane.holdsAll()).isTrue();
            lane.close();
            second.look();
            assertThat(second.holdsAll()).isTrue();
        }
    }

    @Test
    void one_that_is_missed_is_replaced_and_gives_way_when_it_comes_back() {
        lane.look();
        try (GroupLane second = another()) {
            Schema.owner(database, "UPDATE lane.instance SET seen = seen - interval '4 seconds'");
            second.look();
            assertThat(second.holdsAll()).isTrue();
            lane.look();
            assertThat(lane.holdsAny()).isFalse();
            assertThat(second.holdsAll()).isTrue();
        }
    }

    @Test
    void one_that_is_asked_for_one_home_gathers_the_others_lanes_too() {
        lane.look();
        try (GroupLane second = another()) {
            second.look();
            put(Note.of("n", ANHUI, "first")).orThrow();
            assertThat(saying(second, "second").isDone()).isTrue();
            await().until(second::holdsAll);
            lane.look();
            assertThat(lane.holdsAny()).isFalse();
        }
    }

    @Test
    void two_that_are_asked_all_the_time_get_everything_done_once() throws Exception {
        lane.look();
        put(Note.of("n", ANHUI, "")).orThrow();
        try (GroupLane second = another()) {
            second.look();
            List<Outcome<Told>> answers =
                    atOnce(
                            12,
                            i ->
                                    () -> {
                                        Outcome<Told> answer;
                                        do {
                                            answer = saying(i % 2 == 0 ? lane : second, "w" + i);
                                        } while (answer.equals(Outcome.refused(LaneReason.BUSY)));
                                        return answer;
                                    });
            assertThat(answers).allMatch(Outcome::isDone);
            String text = note("n").orElseThrow().text();
            for (int i = 0; i < 12; i++) {
                assertThat(text.split(", w" + i + "(?![0-9])", -1)).hasSize(2);
            }
        }
    }

    @Test
    void an_instance_that_stands_still_with_the_head_in_its_hands_is_cut_off_by_its_successor()
            throws Exception {
        put(Note.of("n", ANHUI, "first")).orThrow();
        try (Connection still = database.app().connect()) {
            still.setAutoCommit(false);
            try (Statement statement = still.createStatement()) {
                statement.execute("SELECT FROM lane.head WHERE home = '340000' FOR UPDATE");
            }
            try (GroupLane second = another()) {
                assertThat(
                                second.submit(
                                        Command.of(ANHUI, CLERK, "x", "x", Told.class),
                                        rows -> Outcome.done(Unit.of(new Told("new")))))
                        .isEqualTo(Outcome.done(new Told("new")));
            }
            assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void an_instance_that_stands_still_with_half_a_group_written_is_cut_off_by_its_successor()
            throws Exception {
        put(Note.of("n", ANHUI, "first")).orThrow();
        try (Connection still = database.app().connect()) {
            still.setAutoCommit(false);
            // What its facts are called, the successor's will be called, too.
            try (Statement statement = still.createStatement()) {
                statement.execute(
                        """
                        SELECT set_config('delta.home', '340000', true),
                               pg_advisory_xact_lock_shared(%d, 340000);
                        INSERT INTO lane.fact
                        VALUES ('340000', 1, 'lanetest.NoteWritten', 1, 'x', 'home', now(), 'p-1', '{}')
                        """
                                .formatted(PostgresWrites.GROUPS));
            }
            try (GroupLane second = another()) {
                assertThat(
                                second.submit(
                                                Command.of(ANHUI, CLERK, "x", "x", Told.class),
                                                rows ->
                                                        Outcome.done(
                                                                Unit.of(
                                                                        new Told("new"),
                                                                        new Fact(
                                                                                "x",
                                                                                Audience.HOME,
                                                                                new NoteWritten(
                                                                                        "x",
                                                                                        "new")))))
                                        .isDone())
                        .isTrue();
            }
            assertThatThrownBy(still::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void an_instance_begins_a_new_epoch_of_its_own_lane_but_takes_none_back_that_moved() {
        PostgresStore store = new PostgresStore(pool, List.of());
        long first = store.takeOver(SHANGHAI, "one").epoch();
        // As if the answer to its own renewal had been lost: it is still its own.
        store.renew(SHANGHAI, "one");
        assertThat(store.renew(SHANGHAI, "one").epoch()).isEqualTo(first + 2);
        assertThat(store.takeOver(SHANGHAI, "other").epoch()).isEqualTo(first + 3);
        assertThatThrownBy(() -> store.renew(SHANGHAI, "one")).isInstanceOf(LaneStore.Fenced.class);
        assertThat(store.renew(SHANGHAI, "other").epoch()).isEqualTo(first + 4);
    }

    @Test
    void a_constraint_that_fires_fails_only_the_culprit_of_its_group() throws Exception {
        List<Object> results =
                atOnce(
                        40,
                        i ->
                                () -> {
                                    try {
                                        return put(
                                                Note.of(
                                                        "n-" + i,
                                                        ANHUI,
                                                        i == 17
                                                                ? "forbidden by the database"
                                                                : "fine"));
                                    } catch (LaneFault fault) {
                                        return fault;
                                    }
                                });
        for (int i = 0; i < 40; i++) {
            assertThat(results.get(i))
                    .as("caller %d", i)
                    .isInstanceOf(i == 17 ? LaneFault.class : Outcome.Done.class);
            assertThat(note("n-" + i).isPresent()).isEqualTo(i != 17);
        }
    }

    @Test
    void a_connection_lost_during_commit_gets_the_one_answer_whether_it_happened_or_not() {
        faults.atCommit().set(1);
        assertThat(put(Note.of("n", ANHUI, "once"))).isEqualTo(Outcome.done(new Told("put")));
        assertThat(note("n").orElseThrow().text()).isEqualTo("once");
        assertThat(
                        new Records(JdbcClient.create(pool))
                                .versioned(Note.class, org.deltacommons.kernel.Id.of("n"))
                                .orElseThrow()
                                .version())
                .isEqualTo(1);
    }

    @Test
    void after_an_outage_that_began_in_a_commit_the_lane_goes_on_and_the_key_says_what_happened() {
        faults.atCommit().set(1);
        faults.afterThat().set(true);
        assertThatThrownBy(() -> toldOnce("k-1", "n-1")).isInstanceOf(LaneFault.class);
        // The database is still away: what comes now is not done, and nobody is told that it was.
        assertThatThrownBy(() -> toldOnce("k-2", "n-2")).isInstanceOf(LaneFault.class);

        faults.away().set(false);
        assertThat(toldOnce("k-1", "n-1")).isEqualTo(Outcome.done(new Told("n-1")));
        assertThat(toldOnce("k-2", "n-2")).isEqualTo(Outcome.done(new Told("n-2")));
        assertThat(facts(0)).extracting(RecordedFact::index).containsExactly(1L, 2L);
        assertThat(facts(0)).extracting(RecordedFact::subject).containsExactly("n-1", "n-2");
        assertThat(note("n-1")).isPresent();
    }

    @Test
    void a_new_epoch_whose_own_commit_is_lost_is_begun_again_and_is_no_other_instance() {
        faults.atCommit().set(2);
        assertThatThrownBy(() -> toldOnce("k-1", "n-1")).isInstanceOf(LaneFault.class);
        assertThat(toldOnce("k-1", "n-1")).isEqualTo(Outcome.done(new Told("n-1")));
        assertThat(facts(0)).extracting(RecordedFact::subject).containsExactly("n-1");
        assertThat(put(Note.of("n-2", ANHUI, "still ours")).isDone()).isTrue();
    }

    @Test
    void money_that_moved_in_a_commit_nobody_heard_of_is_not_spent_twice_after_the_outage() {
        openAccounts(Money.yuan(5));
        faults.atCommit().set(1);
        faults.afterThat().set(true);
        assertThatThrownBy(() -> spend("k-1", Money.yuan(3))).isInstanceOf(LaneFault.class);
        faults.away().set(false);
        assertThat(spend("k-2", Money.yuan(3)).isDone()).isFalse();
        assertThat(balances("voucher").available()).isEqualTo(Money.yuan(2));
        assertThat(spend("k-1", Money.yuan(3)).isDone()).isTrue();
        assertThat(balances("voucher").available()).isEqualTo(Money.yuan(2));
    }

    private Outcome<Told> toldOnce(String key, String note) {
        return submit(
                key,
                note,
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Told(note),
                                        new Put(Note.of(note, ANHUI, "told")),
                                        new Fact(
                                                note,
                                                Audience.HOME,
                                                new NoteWritten(note, "told")))));
    }

    private Outcome<Told> spend(String key, Money amount) {
        return submit(
                key,
                amount,
                rows ->
                        Outcome.done(
                                Unit.of(
                                        new Told("spent"),
                                        new LedgerPart.Post(
                                                "spend-" + key,
                                                "voucher",
                                                "used",
                                                amount,
                                                "c",
                                                Refusal.of(LaneReason.FORBIDDEN)))));
    }

    @Test
    void the_applications_role_cannot_change_or_delete_facts_answers_or_transfers()
            throws SQLException {
        openAccounts(Money.yuan(1));
        for (String sql :
                List.of(
                        "UPDATE lane.fact SET kind = 'x'",
                        "DELETE FROM lane.fact",
                        "DELETE FROM lane.answer",
                        "UPDATE ledger.transfer SET amount_fen = 1",
                        "DELETE FROM ledger.transfer",
                        "TRUNCATE ledger.transfer")) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
        assertThat(balances("voucher").available()).isEqualTo(Money.yuan(1));
    }

    @Test
    void groups_that_fail_under_load_take_nobody_with_them() throws Exception {
        openAccounts(org.deltacommons.kernel.Money.yuan(1_000));
        int callers = 24;
        int turns = 25;
        List<Integer> failures =
                atOnce(
                        callers,
                        caller ->
                                () -> {
                                    int failed = 0;
                                    for (int turn = 0; turn < turns; turn++) {
                                        if (caller == 0 && turn % 8 == 3) {
                                            faults.atCommit().set(1);
                                        }
                                        failed += step(caller, turn) ? 0 : 1;
                                    }
                                    return failed;
                                });
        int culprits = (callers * turns + 6) / 7;
        assertThat(failures.stream().mapToInt(Integer::intValue).sum()).isEqualTo(culprits);
        assertThat(balances("voucher").held())
                .isEqualTo(new org.deltacommons.kernel.Money(callers * turns - culprits));
        assertThat(facts(0))
                .hasSize(callers * turns - culprits)
                .extracting(RecordedFact::index)
                .isSorted();
        assertThat(LedgerBooks.ledger(JdbcClient.create(pool)).differences(ANHUI)).isEmpty();
        for (int n = 0; n < callers * turns; n++) {
            assertThat(note("n-" + n).isPresent()).as("note %d", n).isEqualTo(n % 7 != 0);
        }
    }

    /// A row, a hold and a fact; every seventh row is one that the database forbids.
    private boolean step(int caller, int turn) {
        int n = caller * 25 + turn;
        String text = n % 7 == 0 ? "forbidden by the database" : "fine";
        try {
            return submit(
                            "step-" + n,
                            n,
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Told("step"),
                                                    new Put(Note.of("n-" + n, ANHUI, text)),
                                                    new Fact(
                                                            "n-" + n,
                                                            Audience.HOME,
                                                            new NoteWritten("n-" + n, text)),
                                                    new LedgerPart.Hold(
                                                            "h-" + n,
                                                            "voucher",
                                                            "used",
                                                            new org.deltacommons.kernel.Money(1),
                                                            "n-" + n,
                                                            null))))
                    .isDone();
        } catch (LaneFault fault) {
            return false;
        }
    }
}
