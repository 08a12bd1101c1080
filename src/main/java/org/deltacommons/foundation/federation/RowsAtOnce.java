package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rows of a whole stretch, one statement a type: of a row that several facts tell, the last.
final class RowsAtOnce {

    private record Told(Row row, long index) {}

    private final Map<RowType<?>, Map<String, Told>> rows = new LinkedHashMap<>();

    /// Rows are whole, so that a later one of the same id is all that counts.
    void add(Row row, long index) {
        rows.computeIfAbsent(RowType.of(row.getClass()), _ -> new LinkedHashMap<>())
                .put(row.id().value(), new Told(row, index));
    }

    /// @param doing what is done with each row and the index of its fact
    void each(ObjLongConsumer<Row> doing) {
        rows.values().stream()
                .flatMap(of -> of.values().stream())
                .forEach(one -> doing.accept(one.row(), one.index()));
    }

    private static boolean areOf(
            String home, RowType<?> type, Map<String, Told> told, JdbcClient jdbc) {
        return told.values().stream().allMatch(one -> one.row().home().code().equals(home))
                && jdbc.sql(
                                        "SELECT count(*) FROM %s WHERE id = ANY (?) AND home <> ?"
                                                .formatted(type.table()))
                                .params(told.keySet().toArray(String[]::new), home)
                                .query(Long.class)
                                .single()
                        == 0;
    }

    /// The version of a replica is the index of the fact that it comes from.
    ///
    /// @return false if a row is another home's, and nothing is written: which one has to be looked
    ///   for one by one
    boolean write(String home, JdbcClient jdbc) {
        if (!rows.entrySet().stream()
                .allMatch(of -> areOf(home, of.getKey(), of.getValue(), jdbc))) {
            return false;
        }
        rows.forEach((type, told) -> {
            List<String> written = new ArrayList<>();
            told.values()
                    .forEach(one -> written.add(type.write(one.row(), one.index()).toString()));
            jdbc.sql(type.upsert())
                    .params(written.stream().collect(Collectors.joining(",", "[", "]")))
                    .update();
        });
        return true;
    }
}
