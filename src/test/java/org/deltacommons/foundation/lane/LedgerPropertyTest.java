package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.ledger.LedgerBooks;
import org.deltacommons.foundation.ledger.LedgerStory;
import org.deltacommons.foundation.ledger.MemoryLedger;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ledger behind the lane does what a few maps and plain arithmetic do, whatever it is asked:
/// every kind of step, linked ones, repetitions with the same and with another content.
class LedgerPropertyTest {

    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneOffset.UTC);

    /// So many callers, one after the other, want some of the same hold; forty are under way.
    private static final int RACING = 6;

    private static TestDatabase database;
    private static HikariDataSource pool;

    record Told(int first) {}

    @BeforeContainer
    static void prepare() {
        database = TestDatabase.fresh("ledger_properties");
        Schema.migrate(database, "lane", "ledger");
        pool = database.pool(4);
    }

    @AfterContainer
    static void close() {
        pool.close();
    }

    @Property(tries = 400)
    void in_memory_it_does_what_the_model_does(@ForAll("stories") List<LedgerStory.Asked> story) {
        LedgerStory told = new LedgerStory();
        try (GroupLane lane =
                new GroupLane(
                        new MemoryStore(List.of(new MemoryLedger())),
                        List.of(ANHUI),
                        CLOCK,
                        new Ids(CLOCK, new Random(7)))) {
            tell(lane, told, story);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void in_postgresql_it_does_what_the_model_does(
            @ForAll("stories") List<LedgerStory.Asked> story) {
        empty();
        LedgerStory told = new LedgerStory();
        try (GroupLane lane = postgres()) {
            tell(lane, told, story);
        }
        assertThat(LedgerBooks.ledger(JdbcClient.create(pool)).differences(ANHUI)).isEmpty();
    }

    /// Forty callers at once, so that the lane judges what they ask in groups and over groups that
    /// are not durable yet.
    @Property(tries = 8, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void what_many_do_at_once_is_what_they_would_have_done_one_after_the_other(
            @ForAll("crowds") List<LedgerStory.Asked> story) throws Exception {
        empty();
        LedgerStory told = new LedgerStory();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (GroupLane lane = postgres()) {
            submit(lane, "open", "open", told.openings(), 0).orThrow();
            for (LedgerStory.Asked asked : contested(story.size() / RACING + 1)) {
                LedgerStory.Turn turn = told.turn(asked);
                submit(lane, turn.key(), turn.content(), turn.parts(), turn.first()).orThrow();
            }
            List<LedgerStory.Turn> turns = new ArrayList<>();
            for (LedgerStory.Asked asked : story) {
                int hold = 1 + turns.size() / RACING;
                turns.add(
                        told.drawn(
                                new LedgerStory.Asked(
                                        asked.wishes().stream()
                                                .map(wish -> wish.racingFor(hold))
                                                .toList(),
                                        asked.repeat(),
                                        asked.which())));
            }
            Semaphore callers = new Semaphore(40);
            List<LedgerStory.Raced> raced =
                    LaneContract.atOnce(
                            turns.size(),
                            i ->
                                    () -> {
                                        callers.acquire();
                                        try {
                                            return raced(lane, turns.get(i), sent, done);
                                        } finally {
                                            callers.release();
                                        }
                                    });
            told.inOrder(order(), raced);
            lane.read(
                    ANHUI,
                    rows -> {
                        told.compare(rows);
                        return true;
                    });
        }
        assertThat(LedgerBooks.ledger(JdbcClient.create(pool)).differences(ANHUI)).isEmpty();
    }

    /// Money on the second account, the story's first transfer, and then holds of it, each enough
    /// for two of those who will want some of it.
    private static List<LedgerStory.Asked> contested(int holds) {
        List<LedgerStory.Asked> all = new ArrayList<>();
        all.add(alone(LedgerStory.Kind.POST, 0, 100L * holds));
        for (int i = 0; i < holds; i++) {
            all.add(alone(LedgerStory.Kind.HOLD, 1, 40));
        }
        return all;
    }

    private static LedgerStory.Asked alone(LedgerStory.Kind kind, int account, long fen) {
        return new LedgerStory.Asked(
                List.of(new LedgerStory.Wish(kind, account, 1, fen, 1)),
                LedgerStory.Repeat.NONE,
                0);
    }

    private static LedgerStory.Raced raced(
            GroupLane lane, LedgerStory.Turn turn, AtomicInteger sent, AtomicInteger done) {
        List<Part> parts = new ArrayList<>(turn.parts());
        parts.add(
                new Fact("race", Audience.HOME, new LaneContract.NoteWritten("race", turn.key())));
        int before = done.get();
        sent.incrementAndGet();
        Outcome<Told> outcome = submit(lane, turn.key(), turn.content(), parts, turn.first());
        int after = sent.get();
        if (outcome.isDone()) {
            done.incrementAndGet();
        }
        return new LedgerStory.Raced(turn, answer(outcome), before, after);
    }

    private static List<String> order() {
        return JdbcClient.create(pool)
                .sql("SELECT body ->> 'text' FROM lane.fact WHERE subject = 'race' ORDER BY index")
                .query(String.class)
                .list();
    }

    private static void empty() {
        Schema.owner(
                database,
                """
                TRUNCATE lane.head, lane.claim, lane.fact, lane.answer,
                         ledger.transfer, ledger.account, ledger.milestone, ledger.settled
                """);
    }

    private static GroupLane postgres() {
        return Lanes.postgres(
                pool,
                List.of(LedgerBooks.postgres()),
                List.of(ANHUI),
                CLOCK,
                new Ids(CLOCK, new Random(7)));
    }

    private static String answer(Outcome<Told> outcome) {
        return switch (outcome) {
            case Outcome.Done<Told>(Told done) -> "done " + done.first();
            case Outcome.Refused<Told>(var why) -> why.code();
        };
    }

    private static void tell(GroupLane lane, LedgerStory told, List<LedgerStory.Asked> story) {
        submit(lane, "open", "open", told.openings(), 0).orThrow();
        for (LedgerStory.Asked asked : story) {
            LedgerStory.Turn turn = told.turn(asked);
            Outcome<Told> outcome =
                    submit(lane, turn.key(), turn.content(), turn.parts(), turn.first());
            assertThat(answer(outcome)).as(turn.toString()).isEqualTo(told.expected(turn));
        }
        lane.read(
                ANHUI,
                rows -> {
                    told.compare(rows);
                    return true;
                });
    }

    private static Outcome<Told> submit(
            GroupLane lane, String key, Object content, List<? extends Part> parts, int first) {
        return lane.submit(
                Command.of(ANHUI, CLERK, "test.step", content, Told.class).keyed(key),
                rows -> Outcome.done(Unit.of(new Told(first), parts)));
    }

    @Provide
    Arbitrary<List<LedgerStory.Asked>> stories() {
        return turns(back()).list().ofMinSize(5).ofMaxSize(60);
    }

    /// What a turn means besides its hold is a transfer of shortly before those that are under way
    /// with it.
    @Provide
    Arbitrary<List<LedgerStory.Asked>> crowds() {
        return turns(Arbitraries.integers().between(80, 100)).list().ofSize(400);
    }

    private static Arbitrary<Integer> back() {
        return Arbitraries.integers().between(1, 6);
    }

    private static Arbitrary<LedgerStory.Asked> turns(Arbitrary<Integer> back) {
        Arbitrary<Integer> account = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> further = Arbitraries.integers().between(1, 3);
        Arbitrary<Long> fen = Arbitraries.longs().between(1, 40);
        Arbitrary<LedgerStory.Wish> wish =
                Combinators.combine(
                                Arbitraries.of(LedgerStory.Kind.values()),
                                account,
                                further,
                                fen,
                                back)
                        .as(LedgerStory.Wish::new);
        return Combinators.combine(
                        wish.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(
                                        8, Arbitraries.just(LedgerStory.Repeat.NONE)),
                                net.jqwik.api.Tuple.of(
                                        1, Arbitraries.just(LedgerStory.Repeat.SAME)),
                                net.jqwik.api.Tuple.of(
                                        1, Arbitraries.just(LedgerStory.Repeat.OTHER))),
                        back)
                .as((wishes, repeat, which) ->
                        new LedgerStory.Asked(new ArrayList<>(wishes), repeat, which));
    }
}
