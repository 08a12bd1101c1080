package org.deltacommons;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.SharedDocuments;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.Witness;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/// Four nodes in one process: each an application of its own that hosts one home on a database of
/// its own. All they have in common are the wires between them, over which facts go as text, so
/// that nothing is shared in memory.
public final class Nodes implements Theatre, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What one node reads of another home's feed. Whatever crosses is remembered, so that a test
    /// can look for what should not have.
    private static final class Wire implements PeerFeed {
        private final Set<Province> readers = java.util.EnumSet.noneOf(Province.class);
        private final Province origin;
        private final List<RecordedFact> crossed = new CopyOnWriteArrayList<>();
        private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
        private volatile @Nullable Feeds there;
        private volatile @Nullable ConfigurableApplicationContext node;
        private volatile boolean cut;
        private volatile List<String> told = List.of();
        private volatile boolean spoilt;
        private volatile @Nullable Instant silent;

        Wire(Province reader, Province origin) {
            this.readers.add(reader);
            this.origin = origin;
        }

        @Override
        public Set<Province> origins() {
            return Set.of(origin);
        }

        @Override
        public Stretch after(Province asked, long after, Set<Province> readers, int limit) {
            Feeds feeds = there;
            if (feeds == null || cut) {
                return new Stretch(List.of(), after);
            }
            String sent = Json.text(feeds.serve(asked, after, readers, limit));
            Stretch received = Json.read(Json.parse(sent), Stretch.class);
            received.entries().forEach(entry -> crossed.add(fact(entry)));
            return spoilt ? spoilt(received) : received;
        }

        private static Stretch spoilt(Stretch sent) {
            Map<String, List<Salted.Attached>> changed = new HashMap<>();
            sent.beside()
                    .forEach((index, texts) ->
                            changed.put(
                                    index,
                                    texts.stream()
                                            .map(one ->
                                                    new Salted.Attached(
                                                            one.path(),
                                                            one.salt(),
                                                            one.text() + "?"))
                                            .toList()));
            return new Stretch(sent.entries(), sent.upTo(), changed);
        }

        private static RecordedFact fact(String entry) {
            try {
                return Entry.read(entry);
            } catch (Malformed malformed) {
                throw new AssertionError(malformed);
            }
        }

        private <T> Optional<T> there(Class<T> bean) {
            ConfigurableApplicationContext running = node;
            return cut || running == null ? Optional.empty() : Optional.of(running.getBean(bean));
        }

        @Override
        public Optional<String> checkpoint(Province asked) {
            return there(Trees.class).flatMap(trees -> trees.checkpoint(asked));
        }

        @Override
        public Optional<byte[]> tile(Province asked, int level, long index, int width) {
            return there(Trees.class).flatMap(trees -> trees.tile(asked, level, index, width));
        }

        @Override
        public Optional<String> cosigned(Province home) {
            return there(Witness.class).flatMap(witness -> witness.cosigned(home));
        }

        @Override
        public Piece document(Province asked, long index, String hash, long from) {
            return there(SharedDocuments.class)
                    .map(there -> there.serve(asked, index, hash, from, readers))
                    .<Piece>map(piece -> piece.<Piece>map(this::received).orElse(new NotThere()))
                    .orElse(new NoAnswer());
        }

        private Bytes received(byte[] sent) {
            if (spoilt && sent.length > 0) {
                sent[sent.length - 1] ^= 1;
            }
            return new Bytes(sent);
        }

        /// As if the operators had told each other, once; what changes later they learn from the
        /// feed.
        @Override
        public List<String> keys(Province asked) {
            if (told.isEmpty()) {
                told = there(Trees.class).map(trees -> trees.keys(asked)).orElse(List.of());
            }
            return told;
        }

        @Override
        public List<String> keyChanges(Province asked) {
            return there(Trees.class).map(trees -> trees.keyChanges(asked)).orElse(List.of());
        }

        @Override
        public Optional<Instant> silentSince() {
            return Optional.ofNullable(silent);
        }

        @Override
        public boolean isHeard() {
            return !cut && node != null;
        }

        @Override
        public void onGrowth(Runnable wake) {
            wakes.add(wake);
        }

        void wake() {
            wakes.forEach(Runnable::run);
        }
    }

    private final Map<Province, ConfigurableApplicationContext> nodes =
            new EnumMap<>(Province.class);
    private final Map<Province, Map<String, String>> properties = new EnumMap<>(Province.class);
    private final Map<Province, Map<Province, Wire>> wires = new EnumMap<>(Province.class);
    private final List<ConfigurableApplicationContext> former = new ArrayList<>();

    private Nodes() {}

    /// Starts the four and loads each with what a fresh installation of that home has.
    ///
    /// @param name tells their databases from those of other tests
    public static Nodes four(String name) {
        return of(name, List.of(Province.values()), _ -> Map.of());
    }

    /// @param homes who has a node; the others are not there
    /// @param more settings of each node besides
    public static Nodes of(
            String name, Collection<Province> homes, Function<Province, Map<String, String>> more) {
        Nodes nodes = new Nodes();
        try {
            for (Province home : homes) {
                nodes.start(home, homes, name, more.apply(home));
            }
            nodes.join();
            return nodes;
        } catch (RuntimeException failed) {
            nodes.close();
            throw failed;
        }
    }

    private void start(
            Province home, Collection<Province> homes, String name, Map<String, String> more) {
        Map<Province, Wire> mine = new EnumMap<>(Province.class);
        for (Province other : homes) {
            if (other != home) {
                mine.put(other, new Wire(home, other));
            }
        }
        wires.put(home, mine);
        Path folder = Scratch.folder("test-nodes").resolve(name).resolve(home.code());
        Map<String, String> settings =
                new HashMap<>(TestDatabase.fresh(name + "_" + home.code()).properties());
        settings.put("delta.homes", home.code());
        settings.put("delta.data", folder.toString());
        settings.put("delta.index", folder.resolve("index-" + System.nanoTime()).toString());
        // One secret for all, else a person of one province is nobody in another.
        settings.put("delta.person-key", "the same at all four nodes");
        settings.put("server.port", "0");
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.put("spring.datasource.hikari.minimum-idle", "1");
        settings.put("spring.jmx.enabled", "false");
        settings.putAll(more);
        properties.put(home, settings);
        run(home);
    }

    private void run(Province home) {
        nodes.put(
                home,
                new SpringApplicationBuilder(DeltaCommons.class, Cast2026.class)
                        .initializers(wiredTo(wires.get(home)))
                        .registerShutdownHook(false)
                        .run(arguments(properties.get(home))));
    }

    /// One node stops and starts again on the database that it left.
    public void restart(Province home) {
        restart(home, () -> {});
    }

    /// The same, with something done to its database while it is down.
    public void restart(Province home, Runnable whileDown) {
        wires.values().stream()
                .flatMap(mine -> mine.values().stream())
                .filter(wire -> wire.origin == home)
                .forEach(wire -> wire.node = null);
        nodes.get(home).close();
        whileDown.run();
        wires.get(home).values().forEach(wire -> wire.wakes.clear());
        run(home);
        Instant now =
                nodes.values().stream()
                        .map(node -> node.getBean(Cast2026.StageClock.class).instant())
                        .max(java.util.Comparator.naturalOrder())
                        .orElseThrow();
        at(home).getBean(Cast2026.StageClock.class).to(now);
        wires.forEach((reader, mine) ->
                mine.forEach((origin, wire) -> {
                    if (origin == home) {
                        listen(wire);
                    }
                }));
    }

    /// The node of a home stops and starts again with another home, too, whose node stays as it is,
    /// for whoever asks it. From then on the others hear that home from where it is.
    ///
    /// @param to whose node it is
    /// @return the node at which it was
    public ApplicationContext moved(Province home, Province to) {
        ConfigurableApplicationContext left = java.util.Objects.requireNonNull(nodes.get(home));
        former.add(left);
        wires.values().stream()
                .flatMap(mine -> mine.values().stream())
                .filter(wire -> wire.origin == home || wire.origin == to)
                .forEach(wire -> wire.node = null);
        wires.remove(home);
        wires.get(to).remove(home);
        wires.get(to).values().forEach(wire -> wire.readers.add(home));
        properties.get(to).put("delta.homes", to.code() + "," + home.code());
        restart(to);
        nodes.put(home, java.util.Objects.requireNonNull(nodes.get(to)));
        wires.values().stream()
                .flatMap(mine -> mine.values().stream())
                .filter(wire -> wire.origin == home)
                .forEach(this::listen);
        return left;
    }

    private Set<ConfigurableApplicationContext> running() {
        return new java.util.LinkedHashSet<>(nodes.values());
    }

    /// As arguments, so that they win over what the tests have in files.
    private static String[] arguments(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toArray(String[]::new);
    }

    private static ApplicationContextInitializer<ConfigurableApplicationContext> wiredTo(
            Map<Province, Wire> mine) {
        return context -> {
            context.getBeanFactory().registerSingleton("notOfTests", new NotOfTests());
            mine.forEach((origin, wire) ->
                    context.getBeanFactory().registerSingleton("wire" + origin.code(), wire));
        };
    }

    /// A node finds the product's components, none that other tests declare.
    public static final class NotOfTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory)
                throws java.io.IOException {
            Resource from = reader.getResource();
            return from.getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NotOfTests;
        }

        @Override
        public int hashCode() {
            return NotOfTests.class.hashCode();
        }
    }

    /// From now on they hear each other.
    private void join() {
        wires.forEach((reader, mine) -> mine.forEach((origin, wire) -> listen(wire)));
    }

    private void listen(Wire wire) {
        wire.there = at(wire.origin).getBean(Feeds.class);
        wire.node = java.util.Objects.requireNonNull(nodes.get(wire.origin));
        at(wire.origin).getBean(Trees.class).onSigned(_ -> wire.wake());
        at(wire.origin).getBean(GroupLane.class).onCommit(_ -> wire.wake());
        wire.wake();
    }

    @Override
    public void cut(Province reader, Province origin, boolean dead) {
        Wire wire = wire(reader, origin);
        wire.cut = dead;
        wire.silent = dead ? at(reader).getBean(Cast2026.StageClock.class).instant() : null;
        wire.wake();
    }

    /// What the wire carries is changed under way, or no more.
    public void spoil(Province reader, Province origin, boolean spoilt) {
        wire(reader, origin).spoilt = spoilt;
    }

    /// The wire itself, to ask over it what no product would.
    public PeerFeed wired(Province reader, Province origin) {
        return wire(reader, origin);
    }

    /// Every fact of an origin that a reader's node was sent.
    public List<RecordedFact> crossed(Province reader, Province origin) {
        return List.copyOf(wire(reader, origin).crossed);
    }

    private Wire wire(Province reader, Province origin) {
        return java.util.Objects.requireNonNull(wires.get(reader).get(origin));
    }

    @Override
    public ApplicationContext at(Province home) {
        return java.util.Objects.requireNonNull(nodes.get(home));
    }

    @Override
    public Actor actor(String username) {
        return nodes.values().stream()
                .map(node -> node.getBean(People.class).actor("person-" + username))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /// All is dealt with when every replica had caught up, then every follower, and nobody told
    /// anything meanwhile.
    @Override
    public void settle() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<Province, Long> seen = Map.of();
        while (System.nanoTime() < end) {
            Map<Province, Long> before = newest();
            if (!before.equals(seen)) {
                // However long it takes: the term is for nodes that do not move.
                seen = before;
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            if (haveCaughtUp(before) && haveSettled() && before.equals(newest())) {
                return;
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("the nodes did not settle");
    }

    private Map<Province, Long> newest() {
        Map<Province, Long> newest = new EnumMap<>(Province.class);
        nodes.forEach((home, node) -> newest.put(home, node.getBean(Feeds.class).newest(home)));
        return newest;
    }

    private boolean haveCaughtUp(Map<Province, Long> newest) {
        return wires.entrySet().stream()
                .allMatch(reader ->
                        reader.getValue().entrySet().stream()
                                .filter(wire -> !wire.getValue().cut)
                                .allMatch(wire ->
                                        at(reader.getKey())
                                                        .getBean(Feeds.class)
                                                        .newest(wire.getKey())
                                                >= newest.get(wire.getKey())));
    }

    private boolean haveSettled() {
        List<ConfigurableApplicationContext> all = new ArrayList<>(running());
        return all.stream().allMatch(node -> node.getBean(Followers.class).settle(PATIENCE));
    }

    @Override
    public void forward(Duration more) {
        running().forEach(node -> node.getBean(Cast2026.StageClock.class).forward(more));
    }

    @Override
    public void to(Instant instant) {
        nodes.values().forEach(node -> node.getBean(Cast2026.StageClock.class).to(instant));
    }

    @Override
    public void close() {
        running().forEach(ConfigurableApplicationContext::close);
        former.forEach(ConfigurableApplicationContext::close);
    }
}
