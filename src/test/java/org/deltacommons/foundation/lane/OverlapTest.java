package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerReason;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.foundation.ledger.MemoryLedger;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three groups of which the first is being committed, the second written and the third judged.
class OverlapTest {

    record Told(String what) {}

    /// The lane's own store in memory, whose groups stand still after they were begun until they
    /// are let go.
    private static final class Gate extends Fronting {
        private final Semaphore begun = new Semaphore(0);
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger groups = new AtomicInteger();
        private volatile boolean closed;
        private volatile int failing;

        private Gate() {
            super(new MemoryStore(List.of(new MemoryLedger())));
        }

        @Override
        public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
            if (!closed) {
                real.store(overlay, epoch, phases, turn);
                return;
            }
            int group = groups.incrementAndGet();
            begun.release();
            turn.run();
            try {
                go.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            if (group == failing) {
                throw new IllegalStateException("the database refuses it");
            }
            real.store(overlay, epoch, phases, () -> {});
        }
    }

    private static final int ROUNDS = 2_000;
    private static final int CALLERS = 5;

    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    private final Gate gate = new Gate();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private GroupLane lane;

    @BeforeEach
    void open() {
        Clock clock = Clock.systemUTC();
        lane =
                new GroupLane(
                        gate,
                        List.of(ANHUI),
                        clock,
                        new Ids(clock, new Random(7)),
                        new HomeWriter.Pace(1, Duration.ofMillis(1)));
        ask(
                        "open",
                        new LedgerPart.OpenAccount(
                                "voucher", "b", AccountKind.VOUCHER, "o", Limit.WITHIN_CREDITS),
                        new LedgerPart.OpenAccount("used", "b", AccountKind.USED, "o", Limit.NONE),
                        new LedgerPart.OpenAccount(
                                "issued", "b", AccountKind.ISSUED, "o", Limit.NONE),
                        new LedgerPart.Post(
                                "grant", "issued", "voucher", Money.yuan(10), "c", null))
                .orThrow();
        gate.closed = true;
    }

    @AfterEach
    void close() {
        gate.go.countDown();
        lane.close();
        callers.close();
    }

    private Outcome<Told> ask(String key, Part... parts) {
        return lane.submit(
                Command.of(ANHUI, CLERK, "overlap.do", key, Told.class).keyed(key),
                rows -> Outcome.done(Unit.of(new Told(key), List.of(parts))));
    }

    private Future<Outcome<Told>> hold(String id, int yuan) {
        return callers.submit(() ->
                ask(id, new LedgerPart.Hold(id, "voucher", "used", Money.yuan(yuan), id, null)));
    }

    private Balances voucher() {
        return lane.read(ANHUI, rows -> rows.look(Balances.class, "voucher")).orElseThrow();
    }

    private static String refusal(Outcome<Told> outcome) {
        return outcome instanceof Outcome.Refused<Told>(Refusal why) ? why.code() : "none";
    }

    @Test
    void nobody_is_answered_before_all_groups_before_are_durable() throws Exception {
        Future<Outcome<Told>> first = hold("first", 6);
        gate.begun.acquire();
        Future<Outcome<Told>> second = hold("second", 3);
        gate.begun.acquire();
        // Judged over both: refused, and even that is nobody's answer yet.
        Future<Outcome<Told>> third = hold("third", 6);
        assertThat(voucher().held()).isEqualTo(Money.ZERO);
        assertThat(List.of(first, second, third)).noneMatch(Future::isDone);
        gate.go.countDown();
        assertThat(first.get().isDone()).isTrue();
        assertThat(second.get().isDone()).isTrue();
        assertThat(refusal(third.get())).isEqualTo(LedgerReason.LIMIT_EXCEEDED.code());
        assertThat(voucher().held()).isEqualTo(Money.yuan(9));
    }

    @Test
    void what_was_judged_and_written_over_a_group_that_failed_is_judged_again() throws Exception {
        gate.failing = 1;
        Future<Outcome<Told>> first = hold("first", 6);
        gate.begun.acquire();
        // Over the first there would be too little left for it.
        Future<Outcome<Told>> second = hold("second", 6);
        gate.begun.acquire();
        Future<Outcome<Told>> third = hold("third", 6);
        gate.go.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(LaneFault.class);
        assertThat(second.get().isDone()).isTrue();
        assertThat(refusal(third.get())).isEqualTo(LedgerReason.LIMIT_EXCEEDED.code());
        assertThat(voucher().held()).isEqualTo(Money.yuan(6));
    }

    @Test
    void a_group_that_fails_over_a_durable_one_takes_nothing_of_it_back() throws Exception {
        gate.failing = 2;
        Future<Outcome<Told>> first = hold("first", 6);
        gate.begun.acquire();
        Future<Outcome<Told>> second = hold("second", 3);
        gate.begun.acquire();
        Future<Outcome<Told>> third = hold("third", 4);
        gate.go.countDown();
        assertThat(first.get().isDone()).isTrue();
        assertThatThrownBy(second::get).hasCauseInstanceOf(LaneFault.class);
        assertThat(third.get().isDone()).isTrue();
        assertThat(voucher().held()).isEqualTo(Money.yuan(10));
    }

    /// When two groups land close after each other, a few that were judged over them must be
    /// written without anybody else having to come, and without looking again.
    @Test
    void nobody_waits_until_somebody_else_comes() throws Exception {
        gate.closed = false;
        Clock clock = Clock.systemUTC();
        MemoryStore store = new MemoryStore(List.of(new MemoryLedger()));
        try (GroupLane busy =
                new GroupLane(
                        store,
                        List.of(ANHUI),
                        clock,
                        new Ids(clock, new Random(7)),
                        new HomeWriter.Pace(2, Duration.ofHours(1)))) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Outcome<Told>>> asked = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    String key = round + "-" + caller;
                    asked.add(
                            callers.submit(() ->
                                    busy.submit(
                                            Command.of(ANHUI, CLERK, "overlap.say", key, Told.class)
                                                    .keyed(key),
                                            _ -> Outcome.done(Unit.of(new Told(key), List.of())))));
                }
                for (Future<Outcome<Told>> one : asked) {
                    assertThat(one.get(60, TimeUnit.SECONDS).isDone()).isTrue();
                }
            }
        }
    }
}
