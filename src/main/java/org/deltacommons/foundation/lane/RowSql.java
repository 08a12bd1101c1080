package org.deltacommons.foundation.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The statements that write rows of one type.
final class RowSql {

    private static final Map<RowType<?>, String> UPSERTS = new ConcurrentHashMap<>();

    private RowSql() {}

    /// Writes a JSON array of whole rows, new and changed ones alike.
    static String upsert(RowType<?> type) {
        return UPSERTS.computeIfAbsent(type, RowSql::build);
    }

    private static String build(RowType<?> type) {
        String columns =
                Stream.concat(
                                type.columns().stream().map(RowType.ColumnOf::column),
                                Stream.of("version"))
                        .collect(Collectors.joining(", "));
        String changes =
                Stream.concat(
                                type.columns().stream().map(RowType.ColumnOf::column),
                                Stream.of("version"))
                        .filter(column -> !column.equals("id"))
                        .map(column -> column + " = EXCLUDED." + column)
                        .collect(Collectors.joining(", "));
        return """
        INSERT INTO %1$s (%2$s)
        SELECT %2$s FROM jsonb_populate_recordset(null::%1$s, ?::jsonb)
        ON CONFLICT (id) DO UPDATE SET %3$s
        """
                .formatted(type.table(), columns, changes);
    }
}
