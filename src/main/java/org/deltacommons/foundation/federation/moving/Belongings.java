package org.deltacommons.foundation.federation.moving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// To whom each table of the database belongs, as the modules declare it in
/// `belongings/<schema>.properties`: `schema.table = KIND`, behind it a condition on its rows `t`
/// of a home `:home`.
final class Belongings {

    /// What becomes of a table's rows when a home moves.
    enum Kind {
        /// Those of the home go along; what another node kept of them as replicas gives way.
        HOME,
        /// They have no home of their own, and go along where they fit the condition. What is at
        /// the other node already stays.
        WITH,
        /// Copies of other nodes' feeds, by the home that tells. Of the moved home none is needed
        /// where it is hosted; of the others goes along what was for it.
        FEED,
        /// Made again from the feeds or the records.
        DERIVED,
        /// The node's own.
        NODE
    }

    /// @param condition empty if all rows of the home are meant
    record Belonging(String table, Kind kind, String condition) {}

    private final Map<String, Belonging> byTable = new TreeMap<>();

    private Belongings() {}

    /// @throws IllegalStateException if a table is named twice
    static Belongings declared() {
        Belongings all = new Belongings();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:belongings/*.properties")) {
                Properties lines = PropertiesLoaderUtils.loadProperties(file);
                lines.stringPropertyNames().forEach(table -> all.add(table, lines));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    private void add(String table, Properties lines) {
        String[] said = lines.getProperty(table).strip().split(" ", 2);
        Belonging one =
                new Belonging(table, Kind.valueOf(said[0]), said.length == 2 ? said[1] : "");
        if (byTable.put(table, one) != null) {
            throw new IllegalStateException(table + " is declared twice");
        }
    }

    Map<String, Belonging> byTable() {
        return Map.copyOf(byTable);
    }

    List<Belonging> of(Kind... kinds) {
        return byTable.values().stream()
                .filter(one -> Arrays.asList(kinds).contains(one.kind()))
                .toList();
    }
}
