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

    private record Here(String home, long version) {}

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
        Map<RowType<?>, Map<String, Here>> there = new HashMap<>();
        for (Map.Entry<RowType<?>, Map<String, Told>> of : rows.entrySet()) {
            Map<String, Here> here = here(of.getKey(), of.getValue().keySet(), jdbc);
            there.put(of.getKey(), here);
            if (!here.values().stream().map(Here::home).allMatch(home::equals)
                    || !of.getValue().values().stream()
                            .allMatch(one -> one.row().home().code().equals(home))) {
                return false;
            }
        }
        rows.forEach((type, told) -> {
            Map<String, Here> known = Objects.requireNonNull(there.get(type));
            List<Told> fresh = new ArrayList<>();
            List<Told> changed = new ArrayList<>();
            told.forEach((id, one) -> {
                Here here = known.get(id);
                if (here == null) {
                    fresh.add(one);
                } else if (here.version() <= one.index()) {
                    // What is newer here came before what is read again now.
                    changed.add(one);
                }
            });
            add(type, fresh, jdbc);
            change(type, changed, jdbc);
        });
        return true;
    }

    /// The rows that are there already, by id.
    private static Map<String, Here> here(RowType<?> type, Set<String> ids, JdbcTemplate jdbc) {
        Map<String, Here> here = new HashMap<>();
        jdbc.query(
                "SELECT id, home, version FROM %s WHERE id = ANY (?)".formatted(type.table()),
                row -> {
                    here.put(
                            row.getString("id"),
                            new Here(row.getString("home"), row.getLong("version")));
                },
                (Object) ids.toArray(String[]::new));
        return here;
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
