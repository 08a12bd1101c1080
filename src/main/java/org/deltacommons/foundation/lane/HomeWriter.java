package org.deltacommons.foundation.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
/// a group, over what the groups before it came to; two others store and commit these, one after
/// the other, and answer their callers. While the database writes, the judge goes on; and while one
/// group commits, the next is being written as far as it does not depend on it.
///
/// Should a group fail, what was judged over it is judged again: nothing is answered before it and
/// all before it are durable.
final class HomeWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeWriter.class);
    private static final int GROUP_MAX = 512;
    private static final int PATIENCE_SECONDS = 5;

    /// One is committed while the next one is written.
    private static final int FLIGHTS_MAX = 2;

    /// @param overlapMin from this size on a group does not wait until the one before it is
    ///   durable: fewer would cost more for their own commit than they win
    /// @param lookAgain after which the judge looks what has become of the groups at the database
    ///   although it has heard nothing: news is a courtesy
    record Pace(int overlapMin, Duration lookAgain) {
        static final Pace USUAL = new Pace(192, Duration.ofSeconds(1));
    }

    /// What the judging thread waits for.
    private sealed interface Arrival permits Waiting, News {}

    private record Waiting(Proposal proposal, CompletableFuture<Verdict> answer)
            implements Arrival {}

    /// A group at the database has had its turn, or has been decided.
    private record News() implements Arrival {}

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

    /// A group at the database.
    ///
    /// @param turn done when all groups before it are durable
    /// @param landing done when it is durable itself
    private record Flight(
            Group group, CompletableFuture<Void> turn, CompletableFuture<Void> landing) {}

    private final Province home;
    private final String holder;
    private final LaneStore store;
    private final Clock clock;
    private final Consumer<List<GroupLane.Appended>> told;
    private final Pace pace;
    private final Phases phases;
    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private final ExecutorService committers;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean fenced;
    private final long tenure;
    private volatile boolean ended;
    private long epoch;

    /// What is durable. Used by the judging thread alone, as are the next three.
    private Overlay durable;

    /// Whether a commit is open of which nobody knows yet whether it happened. Until a new epoch
    /// has settled that, `durable` may be behind the database and nothing may be judged over it.
    private boolean unsettled;

    /// At the database, the oldest first.
    private final Deque<Flight> flights = new ArrayDeque<>();

    private @Nullable Group next;

    private final List<Arrival> arrivals = new ArrayList<>(GROUP_MAX);

    /// Whom the judging thread has taken in hand since it last looked at its queue. Some of them
    /// are answered or in a group by now.
    private final List<List<Waiting>> inHand = new ArrayList<>();

    /// @param holder names this instance, so that it knows its own epochs again
    /// @param phases where the time goes; of the home and not of this writer
    HomeWriter(
            Province home,
            String holder,
            LaneStore store,
            Clock clock,
            Consumer<List<GroupLane.Appended>> told,
            Pace pace,
            Phases phases) {
        this.home = home;
        this.holder = holder;
        this.store = store;
        this.clock = clock;
        this.told = told;
        this.pace = pace;
        this.phases = phases;
        LaneStore.Head head = store.takeOver(home, holder);
        this.epoch = head.epoch();
        this.tenure = head.epoch();
        this.durable = Overlay.at(home, head);
        this.ended = head.ended();
        this.committers =
                Executors.newFixedThreadPool(
                        FLIGHTS_MAX,
                        Thread.ofPlatform()
                                .name("lane-" + home + "-commit-", 1)
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
        return new Verdict.Moved();
    }

    /// Whether it writes no more, because it was closed, or broke down, or another instance has the
    /// lane.
    boolean isOver() {
        return fenced || !open;
    }

    /// Another instance has the lane: from now on nothing is judged here, and whoever waits is
    /// told.
    void giveWay() {
        fenced = true;
    }

    /// Whether the home has moved away.
    boolean isEnded() {
        return ended;
    }

    /// The number of its epoch's beginning: no two writers of a home ever have the same.
    long tenure() {
        return tenure;
    }

    private void run() {
        try {
            write();
            refuseTheRest();
        } catch (RuntimeException | Error broken) {
            breakDown(broken);
        }
    }

    private void write() {
        try {
            while (!isOver()) {
                arrivals.clear();
                inHand.clear();
                List<Waiting> arrived = arrived();
                if (!arrived.isEmpty()) {
                    inHand.add(arrived);
                    judge(arrived);
                }
                awaitPlace();
                landAllThatHave();
                if (next != null && mayLaunch(next) && !isOver()) {
                    flights.add(launch(next));
                    next = null;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is in memory may be wrong now, so this writer ends, and whoever is asked next takes the
    /// lane anew. Nobody is left waiting for a thread that is gone: who was in hand is told that it
    /// failed, the others are tried again.
    private void breakDown(Throwable broken) {
        fenced = true;
        try {
            tellThoseInHand(new Verdict.Faulty(bug(broken)));
        } finally {
            refuse(waiting(arrivals));
            refuseQueue();
        }
        LOG.error("The writer of {} broke down; its lane is taken anew", home, broken);
    }

    private void tellThoseInHand(Verdict fault) {
        inHand.forEach(units -> units.forEach(waiting -> waiting.answer.complete(fault)));
        if (next != null) {
            next.units.forEach(waiting -> waiting.answer.complete(fault));
        }
        for (Flight flight : flights) {
            // Those of a durable group have their answers from whoever committed it.
            if (outcome(flight) != null) {
                flight.group().units.forEach(waiting -> waiting.answer.complete(fault));
            }
        }
    }

    /// A full group takes no more; until there is a place for it at the database, nobody is judged.
    private void awaitPlace() {
        while (next != null && next.isFull() && !mayLaunch(next)) {
            if (flights.size() == FLIGHTS_MAX || flights.getFirst().landing().isDone()) {
                land();
            } else {
                Flight only = flights.getFirst();
                CompletableFuture.anyOf(only.turn(), only.landing())
                        .handle((done, failed) -> null)
                        .join();
            }
        }
    }

    /// Both may have, and the news of both have come at once: no other comes for the second.
    private void landAllThatHave() {
        while (!flights.isEmpty() && flights.getFirst().landing().isDone()) {
            land();
        }
    }

    private boolean mayLaunch(Group group) {
        return flights.isEmpty()
                || flights.size() < FLIGHTS_MAX
                        && flights.getLast().turn().isDone()
                        && group.units.size() >= pace.overlapMin();
    }

    /// Waits for the first arrival and takes what else is there, as far as the group has room.
    private List<Waiting> arrived() throws InterruptedException {
        long idle = System.nanoTime();
        Arrival first =
                flights.isEmpty()
                        ? queue.take()
                        : queue.poll(pace.lookAgain().toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            arrivals.add(first);
        }
        if (flights.isEmpty()) {
            phases.spent(Phase.IDLE, idle);
        }
        int room = GROUP_MAX - (next == null ? 0 : next.units.size());
        queue.drainTo(arrivals, room - 1);
        return waiting(arrivals);
    }

    private static List<Waiting> waiting(List<Arrival> arrivals) {
        List<Waiting> waiting = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
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
            if (next == null) {
                next =
                        new Group(
                                Overlay.over(
                                        flights.isEmpty()
                                                ? durable
                                                : flights.getLast().group().overlay));
            }
            judge(next, arrived);
        } catch (RuntimeException | Error failed) {
            // Without the database nothing can be judged: each is tried alone, once what came
            // before it is decided.
            List<Waiting> units = new ArrayList<>(next == null ? List.of() : next.units);
            units.addAll(arrived);
            inHand.add(units);
            next = null;
            while (!flights.isEmpty()) {
                land();
            }
            again(units, bug(failed));
        }
    }

    private void judge(Group group, List<Waiting> arrived) {
        // As exact as it is stored: who follows may have a fact from here or from the database.
        group.overlay.now = group.overlay.later(clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.load(group.overlay, arrived.stream().map(Waiting::proposal).toList(), phases);
        long judging = System.nanoTime();
        for (Waiting waiting : arrived) {
            group.verdicts.add(group.judge.judge(waiting.proposal));
        }
        group.units.addAll(arrived);
        phases.spent(Phase.JUDGE, judging);
    }

    private Flight launch(Group group) {
        long under = epoch;
        Flight before = flights.peekLast();
        Flight flight = new Flight(group, new CompletableFuture<>(), new CompletableFuture<>());
        committers.execute(() -> {
            try {
                store(group, under, () -> await(before, flight));
                flight.landing().complete(null);
            } catch (RuntimeException | Error failed) {
                flight.landing().completeExceptionally(failed);
                return;
            } finally {
                queue.add(new News());
            }
            tell(group);
        });
        return flight;
    }

    /// The group's turn comes when the one before it is durable.
    private void await(@Nullable Flight before, Flight flight) {
        long since = System.nanoTime();
        if (before != null) {
            try {
                before.landing().join();
            } catch (CompletionException failed) {
                throw new LaneStore.Undone(failed);
            }
        }
        phases.spent(Phase.TURN, since);
        flight.turn().complete(null);
        queue.add(new News());
    }

    private void store(Group group, long under, Runnable turn) {
        if (group.overlay.changesAnything()) {
            store.store(group.overlay, under, phases, turn);
        } else {
            // Its answers may be those of the group before.
            turn.run();
        }
    }

    private void tell(Group group) {
        if (group.overlay.ended) {
            // Two may tell at once; the other must not write back what it read before.
            ended = true;
        }
        long telling = System.nanoTime();
        for (int i = 0; i < group.units.size(); i++) {
            group.units.get(i).answer.complete(group.verdicts.get(i));
        }
        if (!group.overlay.facts.isEmpty()) {
            told.accept(
                    group.overlay.facts.stream()
                            .map(one ->
                                    new GroupLane.Appended(
                                            one.fact().sealed(), one.body().length()))
                            .toList());
        }
        phases.group(group.units.size());
        phases.spent(Phase.TELL, telling);
    }

    /// Learns what became of the oldest group at the database, and waits for it if need be.
    private void land() {
        Flight landing = flights.removeFirst();
        RuntimeException failed = outcome(landing);
        if (failed == null) {
            keep(landing.group());
            return;
        }
        inHand.add(landing.group().units);
        // What was judged over the failed group is judged again, after it.
        List<List<Waiting>> rest = new ArrayList<>();
        while (!flights.isEmpty()) {
            Flight later = flights.removeFirst();
            if (outcome(later) == null) {
                throw new IllegalStateException("a group is durable over one that is not");
            }
            rest.add(later.group().units);
            inHand.add(later.group().units);
        }
        if (next != null) {
            rest.add(next.units);
            inHand.add(next.units);
            next = null;
        }
        again(landing.group().units, failed);
        rest.forEach(this::commitNow);
    }

    /// Waits for a group's end, also when the lane is being stopped: its outcome is somebody's
    /// answer.
    private static @Nullable RuntimeException outcome(Flight flight) {
        return flight.landing()
                .handle((done, thrown) -> thrown == null ? null : bug(thrown))
                .join();
    }

    /// Whatever is thrown is somebody's answer, so an error is treated as any other failure.
    private static RuntimeException bug(Throwable thrown) {
        return thrown instanceof RuntimeException failed
                ? failed
                : new IllegalStateException(thrown);
    }

    private void keep(Group group) {
        store.committed(group.overlay);
        group.overlay.committed();
        if (group.overlay.changesAnything()) {
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
            judge(group, units);
            store(group, epoch, () -> {});
        } catch (RuntimeException | Error failed) {
            again(units, bug(failed));
            return;
        }
        tell(group);
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
            ended = head.ended();
            unsettled = false;
        }
    }

    private void refuse(List<Waiting> waiting) {
        waiting.forEach(one -> one.answer.complete(moved()));
    }

    private void refuseTheRest() {
        while (!flights.isEmpty()) {
            land();
        }
        if (next != null) {
            refuse(next.units);
        }
        refuseQueue();
    }

    private void refuseQueue() {
        List<Arrival> rest = new ArrayList<>();
        queue.drainTo(rest);
        refuse(waiting(rest));
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            committers.shutdown();
            if (!committers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A commit of {} is still under way", home);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
