package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.kernel.Province;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Everything that follows the feeds at this node: reactions of its homes, replicas of the others,
/// projections.
public final class Followers implements SmartLifecycle {

    /// After a head was looked at: a head costs several questions to the peer, and while facts come
    /// all the time, many of them share these. What comes after a while of silence waits for
    /// nothing.
    private static final Duration WATCH_PAUSE = Duration.ofMillis(100);

    private final GroupLane lane;
    private final Feeds feeds;
    private final Trees trees;
    private final Witness witness;
    private final Dealings dealings;
    private final Function<PeerFeed, ReplicaWriter> writers;
    private final Map<Province, Reactions> reactions = new EnumMap<>(Province.class);
    private final List<ProjectionRunner> projections = new ArrayList<>();
    private final Map<String, Projections> grouped;
    private final List<Follower> following = new CopyOnWriteArrayList<>();
    private final List<Follower> threads = new CopyOnWriteArrayList<>();
    private final Set<PeerFeed> joined = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile boolean running;

    Followers(
            GroupLane lane,
            Feeds feeds,
            Heard.ByHome heard,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<FactHandler<?>> handlers,
            List<Replica<?>> replicated,
            List<Projection> derived,
            Dealings dealings,
            Trees trees,
            Witness witness,
            Stops stops) {
        this.lane = lane;
        this.trees = trees;
        this.dealings = dealings;
        this.witness = witness;
        this.feeds = feeds;
        Set<Province> hosted = lane.homes();
        var byKind = Reactions.byKind(handlers);
        for (Province home : hosted) {
            reactions.put(home, new Reactions(home, lane, heard.of(home), byKind));
        }
        derived.forEach(one -> projections.add(new ProjectionRunner(one, jdbc)));
        grouped = grouped(jdbc, transactions);
        this.writers =
                peer ->
                        new ReplicaWriter(
                                peer,
                                hosted,
                                () ->
                                        hosted.stream()
                                                .filter(home -> !lane.isEnded(home))
                                                .collect(Collectors.toSet()),
                                feeds,
                                witness,
                                stops,
                                jdbc,
                                transactions,
                                replicated);
        dealings.onJoin(this::join);
        lane.onAppended(feeds::appended);
        lane.onCommit(_ -> wake());
        lane.closedBy(trees::closed);
    }

    /// What lies in the database is fed together. What each instance keeps in files of its own has
    /// a pace of its own, and nobody waits for it.
    private Map<String, Projections> grouped(JdbcClient jdbc, TransactionTemplate transactions) {
        Map<String, Projections> groups = new LinkedHashMap<>();
        List<ProjectionRunner> inDatabase = new ArrayList<>();
        for (ProjectionRunner one : projections) {
            if (one.projection().isOfEachInstance()) {
                groups.put(
                        "projection-" + one.name(),
                        new Projections(List.of(one), feeds, jdbc, transactions));
            } else {
                inDatabase.add(one);
            }
        }
        groups.put("projections", new Projections(inDatabase, feeds, jdbc, transactions));
        return groups;
    }

    private void wake() {
        threads.forEach(Follower::wake);
    }

    @Override
    public void start() {
        reactions.forEach((home, one) ->
                threads.add(new Follower("reactions-" + home, whileHeld(home, one))));
        grouped.forEach((name, some) -> threads.add(new Follower(name, some::work)));
        for (Province home : reactions.keySet()) {
            threads.add(new Follower("tree-" + home, () -> trees.work(home), Trees.PAUSE));
        }
        threads.forEach(Follower::start);
        synchronized (joined) {
            running = true;
            dealings.peers().forEach(this::follow);
        }
    }

    /// A node that was admitted while this one runs.
    private void join(PeerFeed peer) {
        synchronized (joined) {
            if (running) {
                follow(peer);
            }
        }
    }

    private void follow(PeerFeed peer) {
        if (joined.add(peer)) {
            threads.add(following(peer).start());
            threads.add(watching(peer).start());
        }
    }

    /// Nothing of a node is looked at while it is suspended; what it says meanwhile is caught up.
    private boolean isOpen(PeerFeed peer) {
        return peer.origins().stream().allMatch(dealings::isOpen);
    }

    /// A home reacts where its lane is. Whenever that has come here, another instance may have gone
    /// on since this one last looked.
    private Follower.Round whileHeld(Province home, Reactions one) {
        long[] last = new long[1];
        return () -> {
            long tenure = lane.tenure(home);
            if (tenure != last[0]) {
                one.forget();
                last[0] = tenure;
            }
            return tenure > 0 && !lane.isEnded(home) && one.work();
        };
    }

    /// What arrived is there for reactions and projections.
    private Follower following(PeerFeed peer) {
        ReplicaWriter writer = writers.apply(peer);
        Follower thread =
                new Follower(
                        "replicas-of-" + writer.origins(),
                        () -> {
                            boolean more = isOpen(peer) && writer.work();
                            if (more) {
                                wake();
                            }
                            return more;
                        });
        following.add(thread);
        return thread;
    }

    /// A feed is followed as far as its head was verified: a head that grew is news for those who
    /// follow.
    private Follower watching(PeerFeed peer) {
        Follower thread =
                new Follower(
                        "witness-of-" + peer.origins(),
                        () -> {
                            if (isOpen(peer) && witness.work(peer)) {
                                following.forEach(Follower::wake);
                            }
                            return false;
                        },
                        WATCH_PAUSE);
        peer.onGrowth(thread::wake);
        return thread;
    }

    /// Waits until every follower has dealt with all that this node's feeds hold, the facts that
    /// come of it included.
    ///
    /// @return false if the time was up first
    public boolean settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (isSettled()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return false;
    }

    Set<Province> homes() {
        return Set.copyOf(reactions.keySet());
    }

    /// What each follower is called in logs and figures.
    List<String> names() {
        List<String> names = new ArrayList<>();
        reactions.keySet().forEach(home -> names.add("reactions-" + home.code()));
        projections.forEach(one -> names.add("projection-" + one.name()));
        return names;
    }

    /// How many facts of a feed a follower has still before it.
    ///
    /// @param follower one of [#names]
    long behind(String follower, Province origin) {
        long newest = newestHere(origin);
        return Stream.concat(
                        reactions.entrySet().stream()
                                .filter(one -> lane.tenure(one.getKey()) > 0)
                                .filter(one -> !lane.isEnded(one.getKey()))
                                .filter(one -> follower.equals("reactions-" + one.getKey().code()))
                                .map(one -> one.getValue().position(origin)),
                        projections.stream()
                                .filter(one -> follower.equals("projection-" + one.name()))
                                .map(one -> one.position(origin)))
                .mapToLong(position -> Math.max(0, newest - position))
                .sum();
    }

    /// Looked at twice: while one feed was compared, a reaction may have told something in another
    /// that had been compared before.
    private boolean isSettled() {
        Map<Province, Long> newest = newest();
        for (Map.Entry<Province, Long> feed : newest.entrySet()) {
            boolean behind =
                    reactions.entrySet().stream()
                                    .filter(one -> !lane.isEnded(one.getKey()))
                                    .map(Map.Entry::getValue)
                                    .anyMatch(one -> one.position(feed.getKey()) < feed.getValue())
                            || projections.stream()
                                    .anyMatch(one -> one.position(feed.getKey()) < feed.getValue());
            if (behind) {
                return false;
            }
        }
        return newest.equals(newest());
    }

    private Map<Province, Long> newest() {
        Map<Province, Long> newest = new EnumMap<>(Province.class);
        for (Province origin : Province.values()) {
            newest.put(origin, newestHere(origin));
        }
        return newest;
    }

    /// Of a foreign feed, only what was meant for this node can be dealt with.
    private long newestHere(Province origin) {
        if (lane.hosts(origin)) {
            return feeds.newest(origin);
        }
        return feeds.newestReceived(origin);
    }

    @Override
    public void stop() {
        synchronized (joined) {
            running = false;
            joined.clear();
        }
        threads.forEach(Follower::close);
        threads.clear();
        following.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
