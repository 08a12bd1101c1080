package org.deltacommons.foundation.federation.nodes;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.Dealings;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.Residence;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The nodes of the configuration and those that were admitted, and how each stands. Address and
/// key of a configured node are those of the configuration, how it stands is what was decided in
/// its case. The cases are looked at twice a second, so that every instance of this node notices.
final class PeerBook implements Dealings, Admitting.AtHand, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeerBook.class);
    private static final long LOOK_AGAIN_MS = 500;
    private static final int CASES_MAX = 1_000;

    /// Before those who ask peers at the start.
    private static final int PHASE = DEFAULT_PHASE - 20_000;

    /// A home's node as it was decided last.
    ///
    /// @param since when it came to stand so
    private record Standing(AdmissionState state, Instant since, @Nullable Instant stopped) {

        boolean isOpen() {
            return state == AdmissionState.ADMITTED;
        }
    }

    private final Set<Province> hosted;
    private final List<PeerFeed> configured;
    private final Records records;
    private final Function<Peer, HttpPeer> maker;
    private final NodeKeys own;
    private final Clock clock;
    private final LearnedKeys learned;

    /// As each node was described to this one, whatever key it went on to since, and whichever
    /// homes moved to it or away; in the order in which they came.
    private final Map<HttpPeer, Peer> first = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Map<Set<Province>, HttpPeer> admitted = new ConcurrentHashMap<>();
    private final List<Consumer<PeerFeed>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<Province, Standing> standings = Map.of();
    private volatile Map<Province, Residence> residences = Map.of();
    private volatile Map<Province, URI> visiting = Map.of();
    private volatile boolean running;
    private @Nullable Thread looking;

    /// @param configured in the order in which they stand there
    /// @param maker of a reader of a node's feeds
    PeerBook(
            Set<Province> hosted,
            List<PeerFeed> configured,
            Records records,
            NodeKeys own,
            LearnedKeys learned,
            Clock clock,
            Function<Peer, HttpPeer> maker) {
        this.hosted = Set.copyOf(hosted);
        this.configured = List.copyOf(configured);
        this.records = records;
        this.maker = maker;
        this.own = own;
        this.clock = clock;
        this.learned = learned;
        http().forEach(this::describe);
    }

    private void describe(HttpPeer peer) {
        first.put(peer, peer.peer());
        peer.onKeys(this::told);
    }

    /// What a node says of its keys.
    void told(HttpPeer peer, List<KeyStatement> said) {
        Peer described = first.get(peer);
        if (described != null && learned.learn(peer.peer(), described.key(), said)) {
            look();
        }
    }

    private synchronized void look() {
        own.look();
        learned.look();
        Map<Province, Residence> moved = new EnumMap<>(Province.class);
        records.list(Residence.class, "true", "t.home", Map.of(), Province.values().length)
                .forEach(one -> moved.put(one.home(), one));
        residences = moved;
        Map<Province, Standing> now = new EnumMap<>(Province.class);
        Map<Province, URI> visits = new EnumMap<>(Province.class);
        List<Peer> known = new ArrayList<>();
        for (Admission node :
                records.list(
                        Admission.class,
                        "t.state NOT IN ('PROPOSED', 'DROPPED')",
                        "t.since, t.id",
                        Map.of(),
                        CASES_MAX)) {
            URI address = URI.create(node.address());
            Optional<Peer> described = read(node);
            Set<Province> homes =
                    described.map(this::homesNow).orElseGet(() -> Set.copyOf(node.homes()));
            for (Province home : homes) {
                now.put(home, new Standing(node.state(), node.since(), node.stoppedAt()));
                visits.remove(home);
                if (node.visits() && node.state() == AdmissionState.ADMITTED) {
                    visits.put(home, address);
                }
            }
            described.ifPresent(known::add);
        }
        standings = now;
        visiting = visits;
        known.forEach(this::join);
        http().forEach(peer -> {
            renew(peer);
            peer.away().close(!isOpen(peer));
        });
    }

    /// A node as it is now: by its present key, with the homes that live there. The keys of those
    /// that moved away are kept: what they signed stays proven.
    private void renew(HttpPeer peer) {
        Peer described = first.getOrDefault(peer, peer.peer());
        Set<Province> homes = homesNow(described);
        Set<Province> gone = EnumSet.noneOf(Province.class);
        gone.addAll(described.homes());
        gone.removeAll(homes);
        Map<Province, List<String>> keys = new EnumMap<>(Province.class);
        homes.forEach(home -> keys.put(home, keys(home)));
        gone.forEach(home -> keys.put(home, keys(home)));
        peer.now(described.with(homes, keys).by(learned.from(described.key()).last()), gone);
    }

    /// The homes of a node: those that it was described with, less those that moved away, and those
    /// that moved to it, as their own feeds told.
    private Set<Province> homesNow(Peer described) {
        Set<Province> homes = EnumSet.noneOf(Province.class);
        List<NodeKey.Public> chain = learned.from(described.key()).keys();
        for (Province home : Province.values()) {
            Residence residence = residences.get(home);
            boolean there =
                    residence == null
                            ? described.homes().contains(home)
                            : NodeKey.Public.parse(residence.nodeKey())
                                    .filter(chain::contains)
                                    .isPresent();
            if (there && !hosted.contains(home)) {
                homes.add(home);
            }
        }
        return homes;
    }

    /// The verifier keys of a home as this node was given them first, by whichever node it was
    /// then: from these all later ones follow. Of one that was at this node, that by which it left.
    private List<String> keys(Province home) {
        List<List<String>> all =
                first.values().stream()
                        .map(peer -> peer.keys().getOrDefault(home, List.of()))
                        .filter(known -> !known.isEmpty())
                        .toList();
        Residence residence = residences.get(home);
        if (residence == null) {
            return all.stream().findFirst().orElse(List.of());
        }
        Optional<List<String>> given =
                all.stream()
                        .filter(known -> !known.contains(residence.next()))
                        .findFirst()
                        .or(() -> all.stream().findFirst());
        if (given.isPresent()) {
            return given.get();
        }
        return NoteKey.parse(residence.former()).stream()
                .flatMap(key -> Stream.of(key.text(), key.asWitness().text()))
                .toList();
    }

    private LearnedKeys.Chain chain(HttpPeer peer) {
        return learned.from(first.getOrDefault(peer, peer.peer()).key());
    }

    private boolean isOpen(PeerFeed peer) {
        return peer.origins().stream().allMatch(this::isOpen);
    }

    private static Optional<Peer> read(Admission node) {
        try {
            return Optional.of(
                    Peer.read(
                            "admission",
                            new Peer.Setting(
                                    node.homes().stream().map(Province::code).toList(),
                                    node.address(),
                                    node.nodeKey(),
                                    node.keys()),
                            EnumSet.noneOf(Province.class)));
        } catch (BadNodeSettings bad) {
            LOG.error("{} is no node: {}", node.id(), bad.getMessage());
            return Optional.empty();
        }
    }

    /// A node is taken in once; what is configured or was first keeps its homes.
    private void join(Peer peer) {
        HttpPeer before = admitted.get(peer.homes());
        if (before != null) {
            first.put(before, peer);
            renew(before);
            return;
        }
        Set<Province> homes = homesNow(peer);
        boolean taken =
                homes.isEmpty()
                        || peers().stream()
                                .flatMap(known -> known.origins().stream())
                                .anyMatch(homes::contains);
        if (taken) {
            return;
        }
        HttpPeer fresh = maker.apply(peer);
        describe(fresh);
        renew(fresh);
        admitted.put(peer.homes(), fresh);
        fresh.away().close(!isOpen(fresh));
        if (running) {
            fresh.start();
            LOG.info("The node of {} is admitted", peer.name());
        }
        listeners.forEach(listener -> listener.accept(fresh));
    }

    private Stream<HttpPeer> http() {
        return peers().stream().filter(HttpPeer.class::isInstance).map(HttpPeer.class::cast);
    }

    /// The node that signs by a key at this moment; empty if nobody gave it to this one, or it went
    /// on to another and the overlap is over.
    Optional<Peer> by(NodeKey.Public key) {
        Instant now = clock.instant();
        return http().filter(peer -> chain(peer).counts(key, now)).map(HttpPeer::peer).findFirst();
    }

    /// Whether a node is answered.
    boolean isAnswered(Peer peer) {
        return peer.homes().stream().allMatch(this::isOpen);
    }

    @Override
    public List<PeerFeed> peers() {
        return Stream.concat(configured.stream(), admitted.values().stream()).toList();
    }

    @Override
    public boolean isOpen(Province home) {
        Standing standing = standings.get(home);
        return standing == null || standing.isOpen();
    }

    @Override
    public boolean vouches(Province home, Instant at) {
        Standing standing = standings.get(home);
        return standing == null || (standing.isOpen() && !at.isBefore(standing.since()));
    }

    @Override
    public Map<Province, Instant> suspended() {
        return stopped(state -> state != AdmissionState.LEFT);
    }

    @Override
    public Map<Province, Instant> left() {
        return stopped(AdmissionState.LEFT::equals);
    }

    private Map<Province, Instant> stopped(Predicate<AdmissionState> which) {
        Map<Province, Instant> stopped = new EnumMap<>(Province.class);
        standings.forEach((home, standing) -> {
            if (standing.stopped() != null && which.test(standing.state())) {
                stopped.put(home, standing.stopped());
            }
        });
        return stopped;
    }

    @Override
    public boolean isHosted(Province home) {
        return hosted.contains(home);
    }

    @Override
    public boolean hasLeft(Province home) {
        return left().containsKey(home);
    }

    @Override
    public boolean isKnown(Province home) {
        return peers().stream().anyMatch(peer -> peer.origins().contains(home));
    }

    @Override
    public boolean isKnown(NodeKey.Public key) {
        return by(key).isPresent();
    }

    @Override
    public Optional<Peer> undecided(Province home) {
        return http().map(HttpPeer::peer)
                .filter(peer -> peer.homes().contains(home))
                .filter(_ -> !standings.containsKey(home))
                .findFirst();
    }

    @Override
    public Map<Province, URI> visiting() {
        return visiting;
    }

    @Override
    public void onJoin(Consumer<PeerFeed> listener) {
        listeners.add(listener);
    }

    @Override
    public void start() {
        look();
        running = true;
        admitted.values().forEach(HttpPeer::start);
        looking = Thread.ofVirtual().name("peer-book").start(this::keepLooking);
    }

    private void keepLooking() {
        while (running) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
            try {
                if (running) {
                    look();
                }
            } catch (RuntimeException | Error away) {
                LOG.warn("How the nodes stand cannot be read: {}", away.toString());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = looking;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        admitted.values().forEach(HttpPeer::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
