package org.deltacommons.foundation.lane;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.deltacommons.foundation.lane.Phases.Phase;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one home, one Unit after the other. One thread takes what has arrived and judges it into
/// a group, over what the group before it came to; another stores and commits that group before it,
/// and answers its callers. While the database writes, the judge goes on.
///
/// Should a group fail, what was judged over it is judged again: nothing is answered before it is
/// durable.
final class HomeWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeWriter.class);
    private static final int GROUP_MAX = 512;
    private static final int PATIENCE_SECONDS = 5;

    /// What the judging thread waits for.
    private sealed interface Arrival permits Waiting, Landed {}

    private record Waiting(Proposal proposal, CompletableFuture<Verdict> answer)
            implements Arrival {}

    /// The group at the database has been decided.
    private record Landed() implements Arrival {}

    /// Units that stand or fall with one commit.
    private static final class Group {
        final Overlay overlay;
        final Judge judge;
        final List<Waiting> units = new ArrayList<>();
        final List<Verdict> verdicts = new ArrayList<>();

        Group(Overlay overlay) {
            this.overlay = overlay;
            this.judge = new Judge(overlay);
        }

        boolean isFull() {
            return units.size() >= GROUP_MAX;
        }
    }

    private record Flight(Group group, CompletableFuture<Void> landing) {}

    private final Province home;
    private final String holder;
    private final LaneStore store;
    private final Clock clock;
    private final Consumer<Province> wake;
    private final Phases phases = new Phases();
    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private final ExecutorService committer;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean fenced;
    private long epoch;

    /// What is durable. Used by the judging thread alone, as are the next three.
    private Overlay durable;

    /// Whether a commit is open of which nobody knows yet whether it happened. Until a new epoch
    /// has settled that, `durable` may be behind the database and nothing may be judged over it.
    private boolean unsettled;

    private @Nullable Flight flight;
    private @Nullable Group next;

    /// @param holder names this instance, so that it knows its own epochs again
    HomeWriter(
            Province home, String holder, LaneStore store, Clock clock, Consumer<Province> wake) {
        this.home = home;
        this.holder = holder;
        this.store = store;
        this.clock = clock;
        this.wake = wake;
        LaneStore.Head head = store.takeOver(home, holder);
        this.epoch = head.epoch();
        this.durable = Overlay.at(home, head);
        this.committer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform()
                                .name("lane-" + home + "-commit")
                                .daemon(true)
                                .factory());
        this.thread = Thread.ofPlatform().name("lane-" + home).daemon(true).start(this::run);
    }

    /// Waits until the proposal's verdict is durable.
    Verdict submit(Proposal proposal) {
        Waiting waiting = new Waiting(proposal, new CompletableFuture<>());
        if (fenced || !open) {
            return moved();
        }
        queue.add(waiting);
        if (fenced || !open) {
            // The writer may have drained its queue for the last time just before this arrived.
            waiting.answer.complete(moved());
        }
        return waiting.answer.join();
    }

    private static Verdict moved() {
        return new Verdict.Refused(Refusal.of(LaneReason.LANE_MOVED));
    }

    private void run() {
        try {
            while (open && !fenced) {
                List<Waiting> arrived = arrived();
                if (!arrived.isEmpty()) {
                    judge(arrived);
                }
                if (flight != null && (flight.landing().isDone() || isFull())) {
                    land();
                }
                if (flight == null && next != null && !fenced) {
                    flight = launch(next);
                    next = null;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        refuseTheRest();
    }

    private boolean isFull() {
        return next != null && next.isFull();
    }

    /// Waits for the first arrival and takes what else is there, as far as the group has room.
    private List<Waiting> arrived() throws InterruptedException {
        long idle = System.nanoTime();
        List<Arrival> taken = new ArrayList<>();
        taken.add(queue.take());
        if (flight == null) {
            phases.spent(Phase.IDLE, idle);
        }
        int room = GROUP_MAX - (next == null ? 0 : next.units.size());
        queue.drainTo(taken, room - 1);
        List<Waiting> waiting = new ArrayList<>(taken.size());
        for (Arrival arrival : taken) {
            if (arrival instanceof Waiting one) {
                waiting.add(one);
            }
        }
        return waiting;
    }

    /// Judges what has arrived over what is not durable yet, so that the database and the judge
    /// work at the same time.
    private void judge(List<Waiting> arrived) {
        try {
            settle();
            Overlay base = flight == null ? durable : flight.group().overlay;
            if (next == null) {
                next = new Group(Overlay.over(base));
            }
            judge(next, base, arrived);
        } catch (RuntimeException failed) {
            // Without the database nothing can be judged: each is tried alone, once what came
            // before it is decided.
            List<Waiting> units = new ArrayList<>(next == null ? List.of() : next.units);
            units.addAll(arrived);
            next = null;
            if (flight != null) {
                land();
            }
            again(units, failed);
        }
    }

    private void judge(Group group, Overlay base, List<Waiting> arrived) {
        group.overlay.now = group.overlay.later(clock.instant());
        store.load(group.overlay, base, arrived.stream().map(Waiting::proposal).toList(), phases);
        long judging = System.nanoTime();
        for (Waiting waiting : arrived) {
            group.verdicts.add(group.judge.judge(waiting.proposal));
        }
        group.units.addAll(arrived);
        phases.spent(Phase.JUDGE, judging);
    }

    private Flight launch(Group group) {
        long under = epoch;
        CompletableFuture<Void> landing = new CompletableFuture<>();
        committer.execute(() -> {
            try {
                commit(group, under);
                landing.complete(null);
            } catch (RuntimeException | Error failed) {
                landing.completeExceptionally(failed);
            }
            queue.add(new Landed());
        });
        return new Flight(group, landing);
    }

    private void commit(Group group, long under) {
        if (group.overlay.changesAnything()) {
            store.store(group.overlay, under, phases);
        }
        tell(group);
    }

    private void tell(Group group) {
        long telling = System.nanoTime();
        for (int i = 0; i < group.units.size(); i++) {
            group.units.get(i).answer.complete(group.verdicts.get(i));
        }
        if (!group.overlay.facts.isEmpty()) {
            wake.accept(home);
        }
        phases.group(group.units.size());
        phases.spent(Phase.TELL, telling);
    }

    /// Learns what became of the group at the database, and waits for it if need be.
    private void land() {
        Flight landing = java.util.Objects.requireNonNull(flight);
        flight = null;
        // Whoever stops the lane waits for the commit, too: its outcome is somebody's answer.
        RuntimeException failed =
                landing.landing()
                        .handle((done, thrown) ->
                                thrown == null || thrown instanceof RuntimeException
                                        ? (RuntimeException) thrown
                                        : new IllegalStateException(thrown))
                        .join();
        if (failed == null) {
            keep(landing.group());
            return;
        }
        // What was judged over the failed group is judged again, after it.
        List<Waiting> rest = next == null ? List.of() : next.units;
        next = null;
        again(landing.group().units, failed);
        if (!rest.isEmpty()) {
            commitNow(rest);
        }
    }

    private void keep(Group group) {
        if (group.overlay.changesAnything()) {
            store.committed(group.overlay);
            durable = group.overlay;
        }
    }

    private void again(List<Waiting> units, RuntimeException failed) {
        switch (failed) {
            case LaneStore.Fenced over -> {
                LOG.warn(
                        "The lane of {} has moved to another instance: {}",
                        home,
                        over.getMessage());
                fenced = true;
                refuse(units);
            }
            case LaneStore.UnknownOutcome unknown -> recover(units, unknown);
            case LaneStore.Away away -> {
                LOG.warn("The database of {} is away", home, away);
                units.forEach(waiting -> waiting.answer.complete(new Verdict.Faulty(away)));
            }
            default -> bisect(units, failed);
        }
    }

    /// Judges and commits at once, with nothing else under way.
    private void commitNow(List<Waiting> units) {
        if (fenced) {
            refuse(units);
            return;
        }
        Group group;
        try {
            settle();
            group = new Group(Overlay.over(durable));
            judge(group, durable, units);
            commit(group, epoch);
        } catch (RuntimeException failed) {
            again(units, failed);
            return;
        }
        keep(group);
    }

    /// A failing group is halved until only the culprit is left to fail.
    private void bisect(List<Waiting> units, RuntimeException failed) {
        if (units.size() == 1) {
            if (failed instanceof LaneStore.Taken) {
                units.getFirst().answer.complete(new Verdict.Again(Refusal.of(LaneReason.BUSY)));
                return;
            }
            LOG.error("A Unit of {} failed: {}", home, units.getFirst().proposal.scope(), failed);
            units.getFirst().answer.complete(new Verdict.Faulty(failed));
            return;
        }
        int half = units.size() / 2;
        commitNow(new ArrayList<>(units.subList(0, half)));
        commitNow(new ArrayList<>(units.subList(half, units.size())));
    }

    /// Nobody is answered until the keys were looked up under a new epoch, in which the lost commit
    /// can no longer happen. Judging again does just that: a key that is there is answered as
    /// before.
    private void recover(List<Waiting> units, LaneStore.UnknownOutcome unknown) {
        LOG.warn("The outcome of a commit of {} is unknown; taking a new epoch", home, unknown);
        unsettled = true;
        try {
            settle();
        } catch (LaneStore.Fenced over) {
            // Whether it happened, only the successor can tell: the key will be looked up there.
            LOG.warn("The lane of {} has moved to another instance: {}", home, over.getMessage());
            fenced = true;
            units.forEach(waiting -> waiting.answer.complete(new Verdict.Faulty(unknown)));
            return;
        } catch (RuntimeException away) {
            // The callers cannot be told; their keys will tell when the database is back.
            LOG.warn("The database of {} is away; the new epoch has to wait", home, away);
            units.forEach(waiting -> waiting.answer.complete(new Verdict.Faulty(unknown)));
            return;
        }
        commitNow(units);
    }

    /// Begins a new epoch where one is due. The database waits with it until the lost commit is
    /// decided, because both lock the head; from then on what is there is all there is.
    private void settle() {
        if (unsettled) {
            LaneStore.Head head = store.renew(home, holder);
            epoch = head.epoch();
            durable = Overlay.at(home, head);
            unsettled = false;
        }
    }

    private void refuse(List<Waiting> waiting) {
        waiting.forEach(one -> one.answer.complete(moved()));
    }

    private void refuseTheRest() {
        if (flight != null) {
            land();
        }
        if (next != null) {
            refuse(next.units);
        }
        List<Arrival> rest = new ArrayList<>();
        queue.drainTo(rest);
        for (Arrival arrival : rest) {
            if (arrival instanceof Waiting waiting) {
                waiting.answer.complete(moved());
            }
        }
    }

    Phases phases() {
        return phases;
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            committer.shutdown();
            if (!committer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A commit of {} is still under way", home);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
