package org.deltacommons;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// Rows in the hand, for tests of pure decisions.
public final class Shelf implements Rows {

    private record Key(Class<?> type, String id) {}

    private final Province home;
    private final Instant now;
    private final Map<Key, Row> rows = new HashMap<>();

    public Shelf(Province home, Instant now, Row... rows) {
        this.home = home;
        this.now = now;
        Arrays.stream(rows).forEach(this::put);
    }

    public Shelf put(Row row) {
        rows.put(new Key(row.getClass(), row.id().value()), row);
        return this;
    }

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
        return Optional.ofNullable(rows.get(new Key(type, id.value()))).map(type::cast);
    }

    @Override
    public <R extends Row> long version(Class<R> type, Id<R> id) {
        return find(type, id).isPresent() ? 1 : 0;
    }

    @Override
    public <V> Optional<V> look(Class<V> type, String key) {
        return Optional.empty();
    }
}
