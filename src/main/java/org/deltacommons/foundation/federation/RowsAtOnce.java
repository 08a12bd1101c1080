package org.deltacommons.foundation.federation;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.CopyRows;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.springframework.jdbc.core.JdbcTemplate;

/// The rows of a whole stretch, a few statements a type: of a row that several facts tell, the
/// last.
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

    /// The version of a replica is the index of the fact that it comes from. Rows that are new go
    /// as the lane's own do, without a statement that has to be read for each.
    ///
    /// @return false if a row is another home's, and nothing is written: which one has to be looked
    ///   for one by one
    boolean write(String home, JdbcTemplate jdbc) {
        Map<RowType<?>, Set<String>> there = new HashMap<>();
        for (Map.Entry<RowType<?>, Map<String, Told>> of : rows.entrySet()) {
            Map<String, String> homes = homes(of.getKey(), of.getValue().keySet(), jdbc);
            there.put(of.getKey(), homes.keySet());
            if (!homes.values().stream().allMatch(home::equals)
                    || !of.getValue().values().stream()
                            .allMatch(one -> one.row().home().code().equals(home))) {
                return false;
            }
        }
        rows.forEach((type, told) -> {
            Set<String> known = Objects.requireNonNull(there.get(type));
            List<Told> fresh = new ArrayList<>();
            List<Told> changed = new ArrayList<>();
            told.forEach((id, one) -> (known.contains(id) ? changed : fresh).add(one));
            add(type, fresh, jdbc);
            change(type, changed, jdbc);
        });
        return true;
    }

    /// Whose the rows are that are there already, by id.
    private static Map<String, String> homes(RowType<?> type, Set<String> ids, JdbcTemplate jdbc) {
        Map<String, String> homes = new HashMap<>();
        jdbc.query(
                "SELECT id, home FROM %s WHERE id = ANY (?)".formatted(type.table()),
                row -> {
                    homes.put(row.getString("id"), row.getString("home"));
                },
                (Object) ids.toArray(String[]::new));
        return homes;
    }

    private static void add(RowType<?> type, List<Told> fresh, JdbcTemplate jdbc) {
        if (fresh.isEmpty()) {
            return;
        }
        jdbc.execute((Connection connection) -> {
            try (CopyRows to = type.copy(connection)) {
                for (Told one : fresh) {
                    type.write(to, one.row(), one.index());
                }
                to.finish();
            }
            return fresh.size();
        });
    }

    private static void change(RowType<?> type, List<Told> changed, JdbcTemplate jdbc) {
        if (!changed.isEmpty()) {
            jdbc.update(
                    type.upsert(),
                    changed.stream()
                            .map(one -> type.write(one.row(), one.index()).toString())
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }
}
