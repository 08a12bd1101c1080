package org.deltacommons.foundation.federation.moving;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the database itself says of its tables.
final class Catalogue {

    private final JdbcClient jdbc;

    Catalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All tables but those of the migrations and the database's own.
    Set<String> tables() {
        return new TreeSet<>(
                jdbc.sql(
                                """
                                SELECT n.nspname || '.' || c.relname
                                FROM pg_catalog.pg_class c
                                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                                WHERE c.relkind IN ('r', 'p')
                                  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'flyway')
                                  AND n.nspname NOT LIKE 'pg\\_%'
                                """)
                        .query(String.class)
                        .list());
    }

    /// Those whose rows name their home, so that a transaction writes those of one home only.
    Set<String> owned() {
        return new TreeSet<>(
                jdbc.sql(
                                """
                                SELECT n.nspname || '.' || c.relname
                                FROM pg_catalog.pg_trigger t
                                JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
                                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                                WHERE t.tgname = 'one_home_on_insert'
                                """)
                        .query(String.class)
                        .list());
    }

    /// The columns that are written, in their order; not those that the database numbers itself.
    List<String> columns(String table) {
        return jdbc.sql(
                        """
                        SELECT quote_ident(attname) FROM pg_catalog.pg_attribute
                        WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
                          AND attidentity = '' AND attgenerated = ''
                        ORDER BY attnum
                        """)
                .params(table)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    /// By which rows are told apart, for an order that is the same each time.
    String key(String table) {
        return jdbc.sql(
                        """
                        SELECT coalesce((
                            SELECT string_agg('t.' || quote_ident(a.attname), ', ' ORDER BY k.place)
                            FROM pg_catalog.pg_index i
                            CROSS JOIN LATERAL unnest(i.indkey[0 : i.indnkeyatts - 1]::int2[])
                                WITH ORDINALITY AS k (number, place)
                            JOIN pg_catalog.pg_attribute a
                              ON a.attrelid = i.indrelid AND a.attnum = k.number
                            WHERE i.indrelid = ?::regclass AND i.indisprimary), 't.ctid')
                        """)
                .params(table)
                .query(String.class)
                .single();
    }

    /// The tables so that each comes behind those that its rows name.
    List<String> ordered(Set<String> tables) {
        Map<String, Set<String>> named = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT cn.nspname || '.' || c.relname AS one, fn.nspname || '.' || f.relname AS other
                        FROM pg_catalog.pg_constraint k
                        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                        JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
                        JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
                        JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
                        WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
                        """)
                .query((row, _) ->
                        named.computeIfAbsent(row.getString("one"), _ -> new TreeSet<>())
                                .add(row.getString("other")))
                .list();
        Set<String> ordered = new LinkedHashSet<>();
        new TreeSet<>(tables).forEach(table -> place(table, named, tables, ordered));
        return new ArrayList<>(ordered);
    }

    private static void place(
            String table, Map<String, Set<String>> named, Set<String> tables, Set<String> ordered) {
        if (!tables.contains(table) || ordered.contains(table)) {
            return;
        }
        named.getOrDefault(table, Set.of()).forEach(other -> place(other, named, tables, ordered));
        ordered.add(table);
    }

    /// A digest of all tables with their columns: two nodes of one version have the same.
    String digest() {
        return jdbc.sql(
                        """
                        SELECT encode(sha256(convert_to(string_agg(
                                   n.nspname || '.' || c.relname || '.' || a.attname || ' '
                                   || format_type(a.atttypid, a.atttypmod), ','
                                   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C",
                                            a.attname COLLATE "C"), 'UTF8')), 'hex')
                        FROM pg_catalog.pg_attribute a
                        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'flyway')
                          AND n.nspname NOT LIKE 'pg\\_%'
                        """)
                .query(String.class)
                .single();
    }
}
