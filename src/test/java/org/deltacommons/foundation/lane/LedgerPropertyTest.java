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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
        Schema.owner(
                database,
                """
                TRUNCATE lane.head, lane.claim, lane.fact, lane.answer,
                         ledger.transfer, ledger.account, ledger.milestone, ledger.settled
                """);
        LedgerStory told = new LedgerStory();
        try (GroupLane lane =
                Lanes.postgres(
                        pool,
                        List.of(LedgerBooks.postgres()),
                        List.of(ANHUI),
                        CLOCK,
                        new Ids(CLOCK, new Random(7)))) {
            tell(lane, told, story);
        }
        assertThat(LedgerBooks.ledger(JdbcClient.create(pool)).differences(ANHUI)).isEmpty();
    }

    private static void tell(GroupLane lane, LedgerStory told, List<LedgerStory.Asked> story) {
        submit(lane, "open", "open", told.openings(), 0).orThrow();
        for (LedgerStory.Asked asked : story) {
            LedgerStory.Turn turn = told.turn(asked);
            Outcome<Told> outcome =
                    submit(lane, turn.key(), turn.content(), turn.parts(), turn.first());
            String answer =
                    switch (outcome) {
                        case Outcome.Done<Told>(Told done) -> "done " + done.first();
                        case Outcome.Refused<Told>(var why) -> why.code();
                    };
            assertThat(answer).as(turn.toString()).isEqualTo(told.expected(turn));
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
        Arbitrary<Integer> account = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> further = Arbitraries.integers().between(1, 3);
        Arbitrary<Long> fen = Arbitraries.longs().between(1, 40);
        Arbitrary<Integer> back = Arbitraries.integers().between(1, 6);
        Arbitrary<LedgerStory.Wish> wish =
                Combinators.combine(
                                Arbitraries.of(LedgerStory.Kind.values()),
                                account,
                                further,
                                fen,
                                back)
                        .as(LedgerStory.Wish::new);
        Arbitrary<LedgerStory.Asked> asked =
                Combinators.combine(
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
        return asked.list().ofMinSize(5).ofMaxSize(60);
    }
}
