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
