package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// Rows of which the reader has one in hand already. For looking only: what is known guards no
/// decision.
///
/// @param id of the row in hand
/// @param known empty where there is none
public record KnownRows<K extends Row>(Rows rows, Class<K> type, Id<K> id, Optional<K> known)
        implements Rows {

    @Override
    public Province home() {
        return rows.home();
    }

    @Override
    public Instant now() {
        return rows.now();
    }

    @Override
    public <R extends Row> Optional<R> find(Class<R> asked, Id<R> of) {
        return asked == type && of.value().equals(id.value())
                ? known.map(asked::cast)
                : rows.find(asked, of);
    }

    @Override
    public <R extends Row> long version(Class<R> asked, Id<R> of) {
        return rows.version(asked, of);
    }

    @Override
    public <V> Optional<V> look(Class<V> asked, String key) {
        return rows.look(asked, key);
    }
}
