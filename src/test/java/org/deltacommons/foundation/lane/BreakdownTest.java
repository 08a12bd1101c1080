package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever breaks inside a lane, who waits for it is answered, and whoever comes next is served.
class BreakdownTest {

    record Told(String what) {}

    /// Far more than any answer takes; only a test that fails waits so long.
    private static final long PATIENCE_SECONDS = 60;

    private static final Actor CLERK = new Actor("p-1", "clerk", ANHUI, List.of(), null);

    /// The lane's own store in memory, with bugs.
    private static final class Buggy extends Fronting {
        private final Semaphore loading = new Semaphore(0);
        private volatile CountDownLatch load = new CountDownLatch(0);
        private volatile @Nullable Province untakeable;
        private final AtomicInteger brokenLoads = new AtomicInteger();
        private final AtomicInteger brokenStores = new AtomicInteger();
        private final AtomicInteger lostCommits = new AtomicInteger();
        private final AtomicInteger brokenCommits = new AtomicInteger();

        private Buggy() {
            super(new MemoryStore(List.of()));
        }

        private static boolean isDue(AtomicInteger left) {
            return left.getAndUpdate(one -> Math.max(0, one - 1)) > 0;
        }

        private static void fault(AtomicInteger left) {
            if (isDue(left)) {
                throw new NoClassDefFoundError("a class of the judge");
            }
        }

        @Override
        public Head takeOver(Province home, String holder) {
            if (home == untakeable) {
                throw new IllegalStateException("the head of " + home + " cannot be taken");
            }
            return real.takeOver(home, holder);
        }

        @Override
        public void load(Overlay overlay, List<Proposal> more, Phases phases) {
            loading.release();
            try {
                load.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            fault(brokenLoads);
            real.load(overlay, more, phases);
        }

        @Override
        public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
            fault(brokenStores);
            if (isDue(lostCommits)) {
                throw new UnknownOutcome(new IllegalStateException("the connection was lost"));
            }
            real.store(overlay, epoch, phases, turn);
        }

        @Override
        public void committed(Overlay overlay) {
            fault(brokenCommits);
            real.committed(overlay);
        }
    }

    private final Buggy store = new Buggy();
    private final Clock clock = Clock.systemUTC();
    private final GroupLane lane =
            new GroupLane(store, List.of(SHANGHAI, ANHUI), clock, new Ids(clock, new Random(7)));
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        lane.close();
        // Not closed: it would wait for whoever waits for ever.
        callers.shutdownNow();
    }

    private Future<Outcome<Told>> ask(String key) {
        return ask(ANHUI, key);
    }

    private Future<Outcome<Told>> ask(Province home, String key) {
        return callers.submit(() ->
                lane.submit(
                        Command.of(home, CLERK, "breakdown.say", key, Told.class).keyed(key),
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told(key),
                                                new Fact(
                                                        key,
                                                        Audience.HOME,
                                                        new LaneContract.NoteWritten(key, key))))));
    }

    private static Outcome<Told> answer(Future<Outcome<Told>> asked) throws Exception {
        return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void an_error_while_judging_is_the_answer_of_the_one_who_asked_for_it() throws Exception {
        store.brokenLoads.set(1);
        Future<Outcome<Told>> culprit = ask("culprit");
        assertThatThrownBy(() -> answer(culprit)).hasCauseInstanceOf(LaneFault.class);
        assertThat(answer(ask("next")).isDone()).isTrue();
    }

    @Test
    void an_error_while_writing_is_the_answer_of_the_one_who_asked_for_it() throws Exception {
        store.brokenStores.set(1);
        Future<Outcome<Told>> culprit = ask("culprit");
        assertThatThrownBy(() -> answer(culprit)).hasCauseInstanceOf(LaneFault.class);
        assertThat(answer(ask("next")).isDone()).isTrue();
    }

    /// What it keeps in memory is not to be trusted then: the lane begins anew.
    @Test
    void a_writer_that_breaks_down_is_replaced_and_leaves_nobody_waiting() throws Exception {
        long tenure = lane.tenure(ANHUI);
        store.brokenCommits.set(1);
        store.load = new CountDownLatch(1);
        Future<Outcome<Told>> first = ask("first");
        assertThat(store.loading.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        // Behind the one that is being judged.
        Future<Outcome<Told>> second = ask("second");
        store.load.countDown();
        assertThat(answer(first).isDone()).isTrue();
        // Judged already when the writer broke down, or not yet: told so, or tried again.
        String said;
        try {
            said = answer(second).orThrow().what();
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(LaneFault.class);
            said = answer(ask("second")).orThrow().what();
        }
        assertThat(said).isEqualTo("second");
        assertThat(answer(ask("third")).isDone()).isTrue();
        assertThat(lane.tenure(ANHUI)).isGreaterThan(tenure);
        assertThat(store.real.facts(ANHUI, 0))
                .extracting(RecordedFact::subject)
                .containsExactly("first", "second", "third");
    }

    @Test
    void a_lane_that_cannot_be_taken_keeps_no_other_from_going_on() throws Exception {
        store.brokenCommits.set(2);
        assertThat(answer(ask(SHANGHAI, "first")).isDone()).isTrue();
        assertThat(answer(ask(ANHUI, "second")).isDone()).isTrue();
        await().until(() -> !lane.holdsAny());
        store.untakeable = SHANGHAI;
        assertThatThrownBy(lane::look).hasMessageContaining("cannot be taken");
        assertThat(lane.tenure(SHANGHAI)).isZero();
        assertThat(lane.tenure(ANHUI)).isPositive();
    }

    @Test
    void a_listener_that_fails_keeps_the_news_from_nobody_else() throws Exception {
        Semaphore woken = new Semaphore(0);
        lane.onAppended(_ -> {
            throw new NoClassDefFoundError("a class of the listener");
        });
        lane.onAppended(_ -> woken.release());
        lane.onCommit(_ -> woken.release());
        // Committed by the thread that judges, under a new epoch.
        store.lostCommits.set(1);
        assertThat(answer(ask("first")).isDone()).isTrue();
        assertThat(answer(ask("second")).isDone()).isTrue();
        assertThat(woken.tryAcquire(4, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
