package org.deltacommons.bench.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deltacommons.bench.search.Questions.Asked;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.finding.FindDocument;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// PostgreSQL as somebody would use it who has nothing else: a `tsvector` of bigrams and words with
/// a GIN index and `ts_rank`, and trigrams over names.
final class Peer {

    private static final Pattern RUN = Pattern.compile("\\p{IsHan}+|[a-z0-9]+");
    private static final int CHUNK_CHARACTERS = 1 << 16;

    private static final String TABLE =
            """
            CREATE TABLE doc (
                id bigint NOT NULL,
                name text NOT NULL,
                summary text NOT NULL,
                owner text NOT NULL,
                price bigint,
                province text NOT NULL,
                city text NOT NULL,
                kind text NOT NULL,
                discipline text NOT NULL,
                words tsvector NOT NULL
            )
            """;

    private static final String TOP =
            """
            SELECT id, name, summary, owner, price, ts_rank(words, q) AS fit
              FROM doc, to_tsquery('simple', ?) AS q
             WHERE words @@ q
             ORDER BY fit DESC, id
             LIMIT 20
            """;

    private static final String FACETED =
            """
            WITH hit AS MATERIALIZED (
                SELECT id, ts_rank(words, q) AS fit, province, city, kind, discipline
                  FROM doc, to_tsquery('simple', ?) AS q
                 WHERE words @@ q
            ), top AS (
                SELECT id, fit FROM hit ORDER BY fit DESC, id LIMIT 20
            )
            SELECT d.id, d.name, d.summary, d.owner, d.price, top.fit
              FROM top JOIN doc d USING (id)
            UNION ALL
            (SELECT count(*), coalesce(province, city, kind, discipline), '', '', NULL, 0
              FROM hit
             GROUP BY GROUPING SETS ((province), (city), (kind), (discipline)))
            """;

    private static final String BEGINNING =
            """
            SELECT id, name, ts_rank(words, q) AS fit
              FROM doc, to_tsquery('simple', ?) AS q
             WHERE words @@ q
             ORDER BY fit DESC, id
             LIMIT 8
            """;

    private static final String LIKE =
            """
            SELECT id, name, summary, owner, price, word_similarity(?, name) AS fit
              FROM doc
             WHERE name %> ?
             ORDER BY fit DESC, id
             LIMIT 20
            """;

    private static final String LIKE_FACETED =
            """
            WITH hit AS MATERIALIZED (
                SELECT id, word_similarity(?, name) AS fit, province, city, kind, discipline
                  FROM doc
                 WHERE name %> ?
            ), top AS (
                SELECT id, fit FROM hit ORDER BY fit DESC, id LIMIT 20
            )
            SELECT d.id, d.name, d.summary, d.owner, d.price, top.fit
              FROM top JOIN doc d USING (id)
            UNION ALL
            (SELECT count(*), coalesce(province, city, kind, discipline), '', '', NULL, 0
              FROM hit
             GROUP BY GROUPING SETS ((province), (city), (kind), (discipline)))
            """;

    private final Connection connection;

    Peer(Connection connection) {
        this.connection = connection;
    }

    void load(GeneratedDocuments documents, int count) throws Exception {
        execute("DROP TABLE IF EXISTS doc");
        execute(TABLE);
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY doc FROM STDIN");
        StringBuilder rows = new StringBuilder();
        for (int n = 0; n < count; n++) {
            row(rows, n, documents.document(n));
            if (rows.length() > CHUNK_CHARACTERS || n == count - 1) {
                byte[] bytes = rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        copy.endCopy();
        execute("ALTER TABLE doc ADD PRIMARY KEY (id)");
    }

    void index() throws SQLException {
        execute("CREATE INDEX doc_words ON doc USING gin (words)");
        execute("VACUUM ANALYZE doc");
    }

    /// @return false where the server has no trigrams
    boolean indexTrigrams() throws SQLException {
        try {
            execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
        } catch (SQLException missing) {
            return false;
        }
        execute("CREATE INDEX doc_name ON doc USING gin (name gin_trgm_ops)");
        execute("VACUUM ANALYZE doc");
        return true;
    }

    /// Reads everything once, so that nothing is fetched from disk while it is measured.
    ///
    /// @param count of rows that there have to be
    void warm(int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(length(words)) FROM doc")) {
            row.next();
            if (row.getLong(1) != count) {
                throw new IllegalStateException("the database has " + row.getLong(1) + " rows");
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @param relation a table with its hidden parts, or an index
    /// @return in MiB
    double size(String relation) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_table_size('%s')".formatted(relation))) {
            row.next();
            return row.getLong(1) / 1048576.0;
        }
    }

    int top(Asked asked) throws SQLException {
        return rows(TOP, query(asked.words(), ""));
    }

    int faceted(Asked asked) throws SQLException {
        return rows(FACETED, query(asked.words(), ""));
    }

    int beginning(String typed) throws SQLException {
        return rows(BEGINNING, query(List.of(typed), ":A"));
    }

    int like(String text) throws SQLException {
        return rows(LIKE, text, text);
    }

    int likeFaceted(String text) throws SQLException {
        return rows(LIKE_FACETED, text, text);
    }

    private int rows(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            int rows = 0;
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    found.getString(2);
                    rows++;
                }
            }
            return rows;
        }
    }

    /// Every bigram and every word of all.
    private static String query(List<String> words, String weight) {
        Set<String> parts = new TreeSet<>();
        words.forEach(word -> parts(word).forEach(part -> parts.add(part + weight)));
        return String.join(" & ", parts);
    }

    private static Set<String> parts(String text) {
        Set<String> parts = new TreeSet<>();
        Matcher run = RUN.matcher(text.toLowerCase(Locale.ROOT));
        while (run.find()) {
            String one = run.group();
            if (Character.isIdeographic(one.codePointAt(0)) && one.length() > 1) {
                for (int i = 0; i + 1 < one.length(); i++) {
                    parts.add(one.substring(i, i + 2));
                }
            } else {
                parts.add(one);
            }
        }
        return parts;
    }

    private static void row(StringBuilder to, int n, FindDocument document) {
        Map<String, String> weights = new LinkedHashMap<>();
        parts(document.titleZh() + " " + document.titleEn())
                .forEach(part -> weights.put(part, "A"));
        for (FindDocument.Text text : document.texts()) {
            String weight = text.weight() == FindDocument.Weight.BODY ? "" : "B";
            parts(text.text()).forEach(part -> weights.merge(part, weight, Peer::heavier));
        }
        parts(document.ownerZh() + " " + document.ownerEn())
                .forEach(part -> weights.putIfAbsent(part, ""));
        String words =
                weights.entrySet().stream()
                        .map(one -> "'" + one.getKey() + "':1" + one.getValue())
                        .collect(Collectors.joining(" "));
        to.append(n);
        for (String column :
                List.of(
                        document.titleZh() + " " + document.titleEn(),
                        document.summaryZh(),
                        document.ownerZh(),
                        document.price() == null ? "" : Long.toString(document.price().fen()),
                        first(document, "province"),
                        first(document, "city"),
                        first(document, "kind"),
                        first(document, "discipline"),
                        words)) {
            to.append('\t').append(column.isEmpty() ? "" : column.replaceAll("[\\\\\t\n]", " "));
        }
        to.append('\n');
    }

    private static String heavier(String one, String other) {
        return one.isEmpty() || (other.equals("A")) ? other : one;
    }

    private static String first(FindDocument document, String facet) {
        List<String> values = document.facets().getOrDefault(facet, List.of());
        return values.isEmpty() ? "-" : values.getFirst();
    }
}
