package org.deltacommons.foundation.lane;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes one home: drains what has arrived, judges it, commits it as a group,
/// answers every caller, wakes the followers.
final class HomeWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeWriter.class);
    private static final int GROUP_MAX = 512;

    private record Waiting(Proposal proposal, CompletableFuture<Verdict> answer) {}

    private final Province home;
    private final LaneStore store;
    private final Clock clock;
    private final Consumer<Province> wake;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean fenced;
    private long epoch;
    private volatile long groups;
    private volatile long units;
    private Instant last = Instant.EPOCH;

    HomeWriter(Province home, LaneStore store, Clock clock, Consumer<Province> wake) {
        this.home = home;
        this.store = store;
        this.clock = clock;
        this.wake = wake;
        this.epoch = store.takeOver(home);
        this.thread = Thread.ofPlatform().name("lane-" + home).daemon(true).start(this::run);
    }

    /// Waits until the proposal's verdict is durable.
    Verdict submit(Proposal proposal) {
        Waiting waiting = new Waiting(proposal, new CompletableFuture<>());
        if (fenced || !open) {
            return new Verdict.Refused(Refusal.of(LaneReason.LANE_MOVED));
        }
        queue.add(waiting);
        if (fenced || !open) {
            // The writer may have drained its queue for the last time just before this arrived.
            waiting.answer.complete(new Verdict.Refused(Refusal.of(LaneReason.LANE_MOVED)));
        }
        return waiting.answer.join();
    }

    private void run() {
        while (open && !fenced) {
            try {
                List<Waiting> group = new ArrayList<>();
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                commit(group);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        List<Waiting> rest = new ArrayList<>();
        queue.drainTo(rest);
        refuseAll(rest);
    }

    private void refuseAll(List<Waiting> waiting) {
        Verdict moved = new Verdict.Refused(Refusal.of(LaneReason.LANE_MOVED));
        waiting.forEach(one -> one.answer.complete(moved));
    }

    private void commit(List<Waiting> group) {
        try {
            tryCommit(group);
        } catch (LaneStore.Fenced over) {
            LOG.warn("The lane of {} has moved to another instance: {}", home, over.getMessage());
            fenced = true;
            refuseAll(group);
        } catch (LaneStore.UnknownOutcome unknown) {
            recover(group, unknown);
        } catch (RuntimeException failed) {
            bisect(group, failed);
        }
    }

    private void tryCommit(List<Waiting> group) {
        // Never backwards within a home, whatever the machine's clock does.
        Instant now = clock.instant();
        last = now.isBefore(last) ? last : now;
        List<Verdict> verdicts = new ArrayList<>();
        boolean facts;
        try (LaneStore.Session session = store.open(home, epoch)) {
            Overlay overlay = session.load(group.stream().map(Waiting::proposal).toList(), last);
            Judge judge = new Judge(overlay);
            group.forEach(waiting -> verdicts.add(judge.judge(waiting.proposal)));
            if (overlay.changesAnything()) {
                session.store(overlay);
                session.commit();
            }
            facts = !overlay.facts.isEmpty();
        }
        groups++;
        units += group.size();
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer.complete(verdicts.get(i));
        }
        if (facts) {
            wake.accept(home);
        }
    }

    /// A failing group is halved until only the culprit is left to fail.
    private void bisect(List<Waiting> group, RuntimeException failed) {
        if (group.size() == 1) {
            LOG.error("A Unit of {} failed: {}", home, group.getFirst().proposal.scope(), failed);
            group.getFirst().answer.complete(new Verdict.Faulty(failed));
            return;
        }
        int half = group.size() / 2;
        commit(new ArrayList<>(group.subList(0, half)));
        commit(new ArrayList<>(group.subList(half, group.size())));
    }

    /// Nobody is answered until the keys were looked up under a new epoch, in which the lost commit
    /// can no longer happen. Judging again does just that: a key that is there is answered as
    /// before.
    private void recover(List<Waiting> group, LaneStore.UnknownOutcome unknown) {
        LOG.warn("The outcome of a commit of {} is unknown; taking a new epoch", home, unknown);
        try {
            epoch = store.takeOver(home);
        } catch (RuntimeException away) {
            // The database is away: the callers cannot be told; their keys will tell when it is
            // back.
            group.forEach(waiting -> waiting.answer.complete(new Verdict.Faulty(unknown)));
            return;
        }
        commit(group);
    }

    long[] figures() {
        return new long[] {groups, units};
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
