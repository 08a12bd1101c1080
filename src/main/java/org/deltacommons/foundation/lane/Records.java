package org.deltacommons.foundation.lane;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.kernel.Id;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows for pages: whole records by id or by a condition. Never feeds a decision.
public class Records {

    /// A record and the version a form shall carry, so that a stale page is noticed.
    public record Versioned<R extends Row>(R row, long version) {}

    private final JdbcClient jdbc;

    public Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// For several questions in one round trip.
    public Together together() {
        return new Together(jdbc);
    }

    public <R extends Row> Optional<R> find(Class<R> type, Id<R> id) {
        return versioned(type, id).map(Versioned::row);
    }

    public <R extends Row> Optional<Versioned<R>> versioned(Class<R> type, Id<R> id) {
        return query(type, "t.id = :id", "", Map.of("id", id.value()), 1).stream().findFirst();
    }

    /// @param condition SQL over the alias `t` with named parameters; never made of what a user
    ///   typed
    /// @param order such as `t.at DESC, t.id`
    public <R extends Row> List<R> list(
            Class<R> type, String condition, String order, Map<String, ?> values, int limit) {
        return query(type, condition, "ORDER BY " + order, values, limit).stream()
                .map(Versioned::row)
                .toList();
    }

    public <R extends Row> long count(Class<R> type, String condition, Map<String, ?> values) {
        return jdbc.sql(counting(type, condition)).params(values).query(Long.class).single();
    }

    /// The question how many there are, for whoever asks several at once.
    public static <R extends Row> String counting(Class<R> type, String condition) {
        return "SELECT count(*) FROM " + RowType.of(type).table() + " t WHERE " + condition;
    }

    private <R extends Row> List<Versioned<R>> query(
            Class<R> type, String condition, String order, Map<String, ?> values, int limit) {
        RowType<R> rowType = RowType.of(type);
        return jdbc.sql(
                        "SELECT row_to_json(t) AS row, t.version FROM %s t WHERE %s %s LIMIT %d"
                                .formatted(rowType.table(), condition, order, limit))
                .params(values)
                .query((result, number) ->
                        new Versioned<>(
                                rowType.read(Json.parse(result.getString(1))), result.getLong(2)))
                .list();
    }
}
