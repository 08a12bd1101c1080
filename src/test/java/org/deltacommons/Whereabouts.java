package org.deltacommons;

import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where some words stand in a node's database.
public final class Whereabouts {

    private Whereabouts() {}

    /// The tables that hold them, in whatever column.
    public static List<String> of(ApplicationContext node, String words) {
        JdbcClient jdbc = node.getBean(JdbcClient.class);
        return jdbc
                .sql(
                        """
                        SELECT format('%I.%I', n.nspname, c.relname)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'
                          AND n.nspname <> 'information_schema'
                          AND has_schema_privilege(n.oid, 'USAGE')
                          AND has_table_privilege(c.oid, 'SELECT')
                        """)
                .query(String.class)
                .list()
                .stream()
                .filter(table ->
                        jdbc.sql(
                                                "SELECT count(*) FROM %s t WHERE strpos(t::text, ?) > 0"
                                                        .formatted(table))
                                        .param(words)
                                        .query(Long.class)
                                        .single()
                                > 0)
                .toList();
    }
}
