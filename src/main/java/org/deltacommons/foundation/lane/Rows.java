package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// What a decision may read: records by id, from one snapshot. Every record of the own home that is
/// read, its absence included, is guarded: if it changes before the commit, the decision runs
/// again. Balances and replicas are not guarded.
public interface Rows {

    /// Whose lane this decision is for.
    Province home();

    /// The moment the decision runs at.
    Instant now();

    <R extends Row> Optional<R> find(Class<R> type, Id<R> id);

    /// @throws MissingRow if there is none; the lane answers `NOT_FOUND`
    default <R extends Row> R get(Class<R> type, Id<R> id) {
        return find(type, id).orElseThrow(() -> new MissingRow(type, id));
    }

    /// The version of a record, 0 if there is none; the record counts as read.
    <R extends Row> long version(Class<R> type, Id<R> id);

    /// What a plug-in book knows under a key, such as an account's balances. Never guarded.
    <V> Optional<V> look(Class<V> type, String key);

    /// Thrown by [#get], caught by the lane.
    final class MissingRow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MissingRow(Class<?> type, Id<?> id) {
            super(type.getSimpleName() + " " + id);
        }
    }
}
