package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A lane's store in memory, for simulations and fast tests: the same judge, no database.
final class MemoryStore implements LaneStore {

    private final List<Book<Memory>> books;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Proposal.RowRef, NavigableMap<Long, TrackedRows.Versioned>> rows =
            new HashMap<>();
    private long commits;
    private final Map<Province, Map<Overlay.ClaimKey, List<Period>>> claims =
            new EnumMap<>(Province.class);
    private final Map<Province, Map<Proposal.KeyOf, Overlay.Answered>> answers =
            new EnumMap<>(Province.class);
    private final Map<Province, List<RecordedFact>> facts = new EnumMap<>(Province.class);
    private final Map<Province, Long> epochs = new EnumMap<>(Province.class);

    MemoryStore(List<Book<Memory>> books) {
        this.books = List.copyOf(books);
        for (Province home : Province.values()) {
            claims.put(home, new HashMap<>());
            answers.put(home, new HashMap<>());
            facts.put(home, new ArrayList<>());
        }
    }

    @Override
    public long takeOver(Province home) {
        return locked(() -> epochs.merge(home, 1L, Long::sum));
    }

    private <T> T locked(java.util.function.Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// A snapshot is a number of commits: a decision may take its time without holding anybody up.
    @Override
    public <T> T read(Province home, Instant now, Function<TrackedRows, T> reading) {
        return reading.apply(new Snapshot(home, now, reading(() -> commits)));
    }

    private <T> T reading(java.util.function.Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private TrackedRows.@Nullable Versioned at(long snapshot, Proposal.RowRef ref) {
        NavigableMap<Long, TrackedRows.Versioned> versions = rows.get(ref);
        Map.Entry<Long, TrackedRows.Versioned> found =
                versions == null ? null : versions.floorEntry(snapshot);
        return found == null ? null : found.getValue();
    }

    /// The facts of one feed after an index, oldest first.
    List<RecordedFact> facts(Province home, long after) {
        return reading(() -> {
            List<RecordedFact> feed = feed(home);
            return List.copyOf(feed.subList((int) Math.min(after, feed.size()), feed.size()));
        });
    }

    private List<RecordedFact> feed(Province home) {
        return java.util.Objects.requireNonNull(facts.get(home));
    }

    @Override
    public Session open(Province home, long epoch) {
        lock.writeLock().lock();
        if (!Long.valueOf(epoch).equals(epochs.get(home))) {
            lock.writeLock().unlock();
            throw new Fenced(home, epoch);
        }
        return new MemorySession(home);
    }

    private final class Snapshot extends TrackedRows {
        private final long snapshot;

        Snapshot(Province home, Instant now, long snapshot) {
            super(home, now);
            this.snapshot = snapshot;
        }

        @Override
        @Nullable Versioned fetch(Class<? extends Row> type, String id) {
            return reading(() -> at(snapshot, new Proposal.RowRef(type, id)));
        }

        @Override
        public <V> Optional<V> look(Class<V> type, String key) {
            return reading(() ->
                    books.stream()
                            .map(book -> book.look(Memory.HERE, type, key))
                            .flatMap(Optional::stream)
                            .findFirst());
        }
    }

    private final class MemorySession implements Session {
        private final Province home;
        private @Nullable Overlay stored;

        MemorySession(Province home) {
            this.home = home;
        }

        @Override
        public Overlay load(List<Proposal> group, Instant now) {
            Overlay overlay = new Overlay(home, now, feed(home).size() + 1L);
            for (Proposal proposal : group) {
                proposal.guards()
                        .keySet()
                        .forEach(ref -> {
                            TrackedRows.Versioned found = at(commits, ref);
                            if (found != null) {
                                overlay.versions.put(ref, found.version());
                            }
                        });
                Overlay.Answered answered = answers(home).get(proposal.keyOf());
                if (answered != null) {
                    overlay.answers.put(proposal.keyOf(), answered);
                }
            }
            claims(home).forEach((key, held) -> overlay.claims.put(key, new ArrayList<>(held)));
            for (Book<Memory> book : books) {
                List<BookPart> parts =
                        group.stream()
                                .flatMap(proposal -> proposal.parts().stream())
                                .filter(book.parts()::isInstance)
                                .map(BookPart.class::cast)
                                .toList();
                overlay.books.put(book.parts(), book.load(Memory.HERE, home, parts));
            }
            return overlay;
        }

        @Override
        public void store(Overlay overlay) {
            stored = overlay;
        }

        @Override
        public void commit() {
            Overlay overlay = java.util.Objects.requireNonNull(stored);
            commits++;
            overlay.puts.forEach((ref, put) ->
                    rows.computeIfAbsent(ref, r -> new TreeMap<>())
                            .put(commits, new TrackedRows.Versioned(put.row(), put.version())));
            claims(home).clear();
            claims(home).putAll(overlay.claims);
            answers(home).putAll(overlay.newAnswers);
            feed(home).addAll(overlay.facts);
            overlay.books.values().forEach(Book.Page::store);
        }

        @Override
        public void close() {
            lock.writeLock().unlock();
        }
    }

    private Map<Overlay.ClaimKey, List<Period>> claims(Province home) {
        return java.util.Objects.requireNonNull(claims.get(home));
    }

    private Map<Proposal.KeyOf, Overlay.Answered> answers(Province home) {
        return java.util.Objects.requireNonNull(answers.get(home));
    }
}
