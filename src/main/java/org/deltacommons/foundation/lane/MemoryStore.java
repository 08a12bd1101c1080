package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A lane's store in memory, for simulations and fast tests: the same judge, no database.
final class MemoryStore implements LaneStore {

    private final List<Book<Memory>> books;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Class<? extends Row>, Map<String, NavigableMap<Long, TrackedRows.Versioned>>>
            rows = new HashMap<>();
    private long commits;
    private final Map<Province, Map<Overlay.ClaimKey, List<Period>>> claims =
            new EnumMap<>(Province.class);
    private final Map<Province, Map<UUID, Overlay.Answered>> answers =
            new EnumMap<>(Province.class);
    private final Map<Province, List<RecordedFact>> facts = new EnumMap<>(Province.class);
    private final Set<Province> ended = EnumSet.noneOf(Province.class);
    private final Map<Province, Long> epochs = new EnumMap<>(Province.class);
    private final Map<Province, String> holders = new EnumMap<>(Province.class);
    private final Map<Province, Instant> last = new EnumMap<>(Province.class);

    MemoryStore(List<Book<Memory>> books) {
        this.books = List.copyOf(books);
        for (Province home : Province.values()) {
            claims.put(home, new HashMap<>());
            answers.put(home, new HashMap<>());
            facts.put(home, new ArrayList<>());
        }
    }

    @Override
    public Head takeOver(Province home, String holder) {
        return locked(() -> {
            books.forEach(book -> book.forget(home));
            holders.put(home, holder);
            return new Head(
                    epochs.merge(home, 1L, Long::sum),
                    feed(home).size() + 1L,
                    answers(home).size(),
                    last.getOrDefault(home, Instant.EPOCH),
                    ended.contains(home));
        });
    }

    @Override
    public Head renew(Province home, String holder) {
        return locked(() -> {
            if (!holder.equals(holders.get(home))) {
                throw new Fenced(home, holder);
            }
            return takeOver(home, holder);
        });
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

    private Map<String, NavigableMap<Long, TrackedRows.Versioned>> of(Class<? extends Row> type) {
        return rows.getOrDefault(type, Map.of());
    }

    private void put(Class<? extends Row> type, String id, TrackedRows.Versioned row) {
        rows.computeIfAbsent(type, _ -> new HashMap<>())
                .computeIfAbsent(id, _ -> new TreeMap<>())
                .put(commits, row);
    }

    private TrackedRows.@Nullable Versioned at(long snapshot, Proposal.RowRef ref) {
        NavigableMap<Long, TrackedRows.Versioned> versions = of(ref.type()).get(ref.id());
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

    /// All records of a type as they are now.
    <R extends Row> List<R> all(Class<R> type) {
        return reading(() ->
                of(type).values().stream()
                        .map(versions -> type.cast(versions.lastEntry().getValue().row()))
                        .sorted(java.util.Comparator.comparing(row -> row.id().value()))
                        .toList());
    }

    /// A record as it is now; null if there is none.
    TrackedRows.@Nullable Versioned now(Class<? extends Row> type, String id) {
        return reading(() -> at(commits, new Proposal.RowRef(type, id)));
    }

    /// All that a record ever was, oldest first.
    <R extends Row> List<R> history(Class<R> type, String id) {
        return reading(() -> {
            NavigableMap<Long, TrackedRows.Versioned> versions = of(type).get(id);
            return versions == null
                    ? List.<R>of()
                    : versions.values().stream().map(one -> type.cast(one.row())).toList();
        });
    }

    /// Keeps a row of another home, which no lane here writes.
    ///
    /// @param version the index of the fact that it comes from
    void replicate(Row row, long version) {
        locked(() -> {
            commits++;
            put(row.getClass(), row.id().value(), new TrackedRows.Versioned(row, version));
            return row;
        });
    }

    private List<RecordedFact> feed(Province home) {
        return java.util.Objects.requireNonNull(facts.get(home));
    }

    @Override
    public void load(Overlay overlay, List<Proposal> more, Phases phases) {
        reading(() -> {
            for (Proposal proposal : more) {
                proposal.guards().keySet().forEach(ref -> version(overlay, ref));
                proposal.parts().forEach(part -> claims(overlay, part));
                Overlay.Answered answered = overlay.answerBefore(proposal.key());
                if (answered == null) {
                    answered = answers(overlay.home).get(proposal.key());
                }
                if (answered != null) {
                    overlay.answers.putIfAbsent(proposal.key(), answered);
                }
            }
            for (Book<Memory> book : books) {
                List<BookPart> parts =
                        more.stream()
                                .flatMap(proposal -> proposal.parts().stream())
                                .filter(book.parts()::isInstance)
                                .map(BookPart.class::cast)
                                .toList();
                Book.Page<Memory> page = page(overlay, book.parts());
                if (page == null) {
                    page = book.begin(overlay.home, pageBefore(overlay, book.parts()));
                    overlay.books.put(book.parts(), page);
                }
                page.load(() -> Memory.HERE, parts);
            }
            return overlay;
        });
    }

    private void version(Overlay overlay, Proposal.RowRef ref) {
        if (overlay.versions.containsKey(ref)) {
            return;
        }
        Long known = overlay.versionBefore(ref);
        TrackedRows.Versioned found = at(commits, ref);
        if (known != null) {
            overlay.found(ref, known);
        } else if (found != null) {
            overlay.found(ref, found.version());
        }
    }

    private void claims(Overlay overlay, Part part) {
        Overlay.ClaimKey key =
                switch (part) {
                    case Claim claim -> new Overlay.ClaimKey(claim.what(), claim.key());
                    case Release release -> new Overlay.ClaimKey(release.what(), release.key());
                    default -> null;
                };
        if (key != null && !overlay.claims.containsKey(key)) {
            List<Period> known = overlay.claimsBefore(key);
            if (known == null) {
                known = claims(overlay.home).getOrDefault(key, List.of());
            }
            overlay.claims.put(key, new ArrayList<>(known));
        }
    }

    @SuppressWarnings("unchecked")
    private static Book.@Nullable Page<Memory> page(
            Overlay overlay, Class<? extends BookPart> parts) {
        return (Book.Page<Memory>) overlay.books.get(parts);
    }

    @SuppressWarnings("unchecked")
    private static Book.@Nullable Page<Memory> pageBefore(
            Overlay overlay, Class<? extends BookPart> parts) {
        return (Book.Page<Memory>) overlay.pageBefore(parts);
    }

    @Override
    public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
        turn.run();
        locked(() -> {
            if (!Long.valueOf(epoch).equals(epochs.get(overlay.home))) {
                throw new Fenced(overlay.home, epoch);
            }
            commits++;
            overlay.puts.forEach((ref, put) ->
                    put(ref.type(), ref.id(), new TrackedRows.Versioned(put.row(), put.version())));
            overlay.claims.forEach((key, held) -> claims(overlay.home).put(key, List.copyOf(held)));
            answers(overlay.home).putAll(overlay.newAnswers);
            overlay.facts.forEach(fact -> feed(overlay.home).add(fact.fact()));
            overlay.erased.forEach(text -> erase(overlay, text));
            last.put(overlay.home, overlay.now);
            if (overlay.ended) {
                ended.add(overlay.home);
            }
            books.forEach(book -> {
                Book.Page<Memory> page = page(overlay, book.parts());
                if (page != null) {
                    page.store(Memory.HERE);
                }
            });
            return overlay;
        });
    }

    private void erase(Overlay overlay, Erase text) {
        List<RecordedFact> feed = feed(overlay.home);
        int place = (int) text.index() - 1;
        RecordedFact copy = feed.get(place).copy();
        if (Salted.erased(copy.body().at(text.path())).isEmpty()) {
            Salted.erase(copy.body(), text.path(), overlay.now);
            feed.set(place, copy);
        }
    }

    @Override
    public void committed(Overlay overlay) {
        overlay.books.values().forEach(Book.Page::committed);
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
        <V> Optional<V> lookInto(Class<V> type, String key) {
            return reading(() ->
                    books.stream()
                            .map(book -> book.look(Memory.HERE, type, key))
                            .flatMap(Optional::stream)
                            .findFirst());
        }
    }

    private Map<Overlay.ClaimKey, List<Period>> claims(Province home) {
        return java.util.Objects.requireNonNull(claims.get(home));
    }

    private Map<UUID, Overlay.Answered> answers(Province home) {
        return java.util.Objects.requireNonNull(answers.get(home));
    }
}
