package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Remembers what a decision read, so that the judge can guard it.
abstract class TrackedRows implements Rows {

    /// A row with the lane's version.
    record Versioned(Row row, long version) {}

    private final Province home;
    private final Instant now;
    private final Map<Proposal.RowRef, Optional<Versioned>> read = new HashMap<>();
    private boolean looked;

    TrackedRows(Province home, Instant now) {
        this.home = home;
        this.now = now;
    }

    /// Reads one row from the store's snapshot.
    abstract @Nullable Versioned fetch(Class<? extends Row> type, String id);

    @Override
    public Province home() {
        return home;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public <R extends Row> Optional<R> find(Class<R> type, Id<R> id) {
        return versioned(type, id).map(found -> type.cast(found.row()));
    }

    @Override
    public <R extends Row> long version(Class<R> type, Id<R> id) {
        return versioned(type, id).map(Versioned::version).orElse(0L);
    }

    private Optional<Versioned> versioned(Class<? extends Row> type, Id<?> id) {
        return read.computeIfAbsent(
                new Proposal.RowRef(type, id.value()),
                ref -> Optional.ofNullable(fetch(ref.type(), ref.id())));
    }

    @Override
    public <V> Optional<V> look(Class<V> type, String key) {
        looked = true;
        return lookInto(type, key);
    }

    /// Looks into the books.
    abstract <V> Optional<V> lookInto(Class<V> type, String key);

    /// Whether the decision rests on something that it looked at without a guard: then it may
    /// decide otherwise when it runs again.
    boolean looked() {
        return looked;
    }

    /// What was read of the own home, absences included. A replica is never guarded.
    Map<Proposal.RowRef, Long> guards() {
        Map<Proposal.RowRef, Long> guards = new HashMap<>();
        read.forEach((ref, found) -> {
            if (found.isEmpty()) {
                guards.put(ref, 0L);
            } else if (found.get().row().home() == home) {
                guards.put(ref, found.get().version());
            }
        });
        return guards;
    }
}
