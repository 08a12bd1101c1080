package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Keeps the index in use up with the feeds, and remembers what changes while the next is built.
final class Following {

    private static final int BATCH = 200;

    /// Something that is done while nobody else writes.
    interface Work<T> {
        T done() throws IOException;
    }

    private final Finding.Source feeds;
    private final Map<String, Findable> findables;
    private final Supplier<List<FindingWatch>> watches;

    /// Guards what is written: the index in use, positions, what a build must look at again.
    private final ReentrantLock writing = new ReentrantLock();

    private final Map<Province, Long> positions = new EnumMap<>(Province.class);
    private @Nullable Map<String, Set<String>> touchedMeanwhile;
    private volatile @Nullable Volume inUse;
    private volatile boolean ready;

    /// @param findables by kind
    Following(
            Finding.Source feeds,
            Map<String, Findable> findables,
            Supplier<List<FindingWatch>> watches) {
        this.feeds = feeds;
        this.findables = findables;
        this.watches = watches;
    }

    /// False as long as there is no index worth asking.
    boolean isReady() {
        return ready;
    }

    /// Null as long as none is open.
    @Nullable Volume inUse() {
        return inUse;
    }

    Volume open() {
        Volume used = inUse;
        if (used == null) {
            throw new IllegalStateException("no index is open");
        }
        return used;
    }

    /// How far the index has followed a feed; empty while there is none worth asking, for the build
    /// of one sees to what came before it.
    OptionalLong reached(Province origin) {
        return alone(() ->
                ready ? OptionalLong.of(positions.getOrDefault(origin, 0L)) : OptionalLong.empty());
    }

    <T> T alone(Work<T> work) {
        writing.lock();
        try {
            return work.done();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writing.unlock();
        }
    }

    /// Another index from now on.
    ///
    /// @param worth whether it is worth asking
    void use(@Nullable Volume volume, boolean worth) {
        alone(() -> {
            inUse = volume;
            ready = worth;
            if (volume != null) {
                positions.putAll(volume.positions());
            }
            return worth;
        });
    }

    // The feeds

    void apply(List<RecordedFact> facts) {
        Map<String, Set<String>> touched = touched(facts);
        alone(() -> {
            // What an empty index has is no news: everything would be.
            write(open(), touched, ready ? watches.get() : List.of());
            note(touched);
            RecordedFact last = facts.getLast();
            return positions.merge(last.origin(), last.index(), Math::max);
        });
    }

    /// Writes a part of what ages anew.
    void renew(int part, int parts) {
        Map<String, Set<String>> ageing = new HashMap<>();
        findables.forEach((kind, findable) ->
                ageing.put(kind, new LinkedHashSet<>(findable.ageing(part, parts))));
        alone(() -> {
            if (ready) {
                write(open(), ageing, watches.get());
                note(ageing);
            }
            return ready;
        });
    }

    /// What the index had not yet kept when it was closed or killed. Nobody else writes meanwhile,
    /// so that no position runs ahead of it.
    void catchUp() {
        alone(() -> {
            for (Province origin : Province.values()) {
                each(origin, positions.getOrDefault(origin, 0L), this::apply);
            }
            open().refresh();
            return ready;
        });
    }

    private interface Batches {
        void take(List<RecordedFact> facts);
    }

    private void each(Province origin, long after, Batches to) {
        List<RecordedFact> facts = feeds.after(origin, after, BATCH);
        while (!facts.isEmpty()) {
            to.take(facts);
            facts = feeds.after(origin, facts.getLast().index(), BATCH);
        }
    }

    private Map<String, Set<String>> touched(List<RecordedFact> facts) {
        Map<String, Set<String>> touched = new HashMap<>();
        for (RecordedFact fact : facts) {
            findables.forEach((kind, findable) -> {
                Collection<String> ids = findable.touchedBy(fact);
                if (!ids.isEmpty()) {
                    touched.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(ids);
                }
            });
        }
        return touched;
    }

    private void write(Volume to, Map<String, Set<String>> touched, List<FindingWatch> told)
            throws IOException {
        for (Map.Entry<String, Set<String>> entry : touched.entrySet()) {
            Findable findable = findables.get(entry.getKey());
            List<String> ids = List.copyOf(entry.getValue());
            for (int from = 0; findable != null && from < ids.size(); from += BATCH) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
                List<FindDocument> documents = findable.documents(some);
                Set<String> gone = new LinkedHashSet<>(some);
                documents.forEach(document -> gone.remove(document.id()));
                // Before they are in, so that what fails here is told again and still looks new.
                told.forEach(watch -> watch.changing(documents, to::known));
                to.put(documents);
                to.remove(gone.stream().map(id -> findable.kind() + ":" + id).toList());
            }
        }
    }

    void refresh() {
        alone(() -> {
            open().refresh();
            return ready;
        });
    }

    void commit() {
        alone(() -> {
            open().commit(positions);
            return ready;
        });
    }

    // Beside a build

    /// From here on what is touched is remembered, so that nothing between a build's start and its
    /// end is lost.
    void remember() {
        alone(() -> touchedMeanwhile = new HashMap<>());
    }

    /// What was touched since, too.
    ///
    /// @param start how far each feed was
    void remember(Map<Province, Long> start) {
        alone(() -> {
            for (Province origin : Province.values()) {
                each(origin, start.getOrDefault(origin, 0L), facts -> note(touched(facts)));
            }
            return start;
        });
    }

    private void note(Map<String, Set<String>> touched) {
        Map<String, Set<String>> meanwhile = touchedMeanwhile;
        if (meanwhile != null) {
            touched.forEach((kind, ids) ->
                    meanwhile.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(ids));
        }
    }

    void forget() {
        alone(() -> {
            touchedMeanwhile = null;
            return ready;
        });
    }

    /// How far each feed is now.
    Map<Province, Long> newest() {
        Map<Province, Long> newest = new EnumMap<>(Province.class);
        for (Province origin : Province.values()) {
            newest.put(origin, feeds.newest(origin));
        }
        return newest;
    }

    /// Brings a whole index up to the one in use; nobody else writes until it has taken its place.
    ///
    /// @param start how far each feed was when it was begun
    void complete(Volume next, Map<Province, Long> start) throws IOException {
        write(next, Objects.requireNonNull(touchedMeanwhile), List.of());
        start.forEach((origin, position) -> positions.merge(origin, position, Math::max));
        next.refresh();
        next.commit(positions);
    }
}
