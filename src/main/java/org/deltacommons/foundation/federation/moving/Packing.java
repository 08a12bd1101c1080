package org.deltacommons.foundation.federation.moving;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.MovingFigures;
import org.deltacommons.foundation.lane.MovingRows;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.node.ObjectNode;

/// Writes all that belongs to a home into one file, from one snapshot. The home's lane has ended
/// before, so what is written again later is the same.
final class Packing {

    static final String RECEIVED = "federation.received";
    static final String ATTACHMENT = "federation.attachment";

    private static final int FETCHED = 500;
    private static final List<String> BESIDE =
            List.of("home", "index", "path", "salt", "text", "erased");

    private final DataSource database;
    private final Belongings belongings;
    private final Map<String, MovingRows> moving;
    private final List<MovingFigures> figures;
    private final SecureRandom random;

    Packing(
            DataSource database,
            Belongings belongings,
            List<MovingRows> moving,
            List<MovingFigures> figures,
            SecureRandom random) {
        this.database = database;
        this.belongings = belongings;
        this.moving = moving.stream().collect(Collectors.toMap(MovingRows::table, one -> one));
        this.figures = List.copyOf(figures);
        this.random = random;
    }

    /// Writes the package aside and puts it in its place when it is whole.
    ///
    /// @param hosted all homes of this node
    /// @throws IllegalStateException if the lane has not ended or its end is not signed
    void write(Province home, Set<Province> hosted, Path file, byte[] key) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path aside = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(aside);
            Files.createFile(
                    aside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside));
                    Writer lines =
                            new OutputStreamWriter(
                                    new GZIPOutputStream(Frames.sealing(out, key, random)),
                                    StandardCharsets.UTF_8)) {
                write(home, hosted, lines);
            }
            Files.move(
                    aside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private void write(Province home, Set<Province> hosted, Writer lines)
            throws IOException, SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                new Snapshot(connection, home, hosted, lines).write();
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private final class Snapshot {
        private final Connection connection;
        private final JdbcClient jdbc;
        private final Province home;
        private final Set<Province> hosted;
        private final Writer lines;
        private final Map<String, Long> counts = new LinkedHashMap<>();

        Snapshot(Connection connection, Province home, Set<Province> hosted, Writer lines) {
            this.connection = connection;
            this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            this.home = home;
            this.hosted = hosted;
            this.lines = lines;
        }

        void write() throws IOException, SQLException {
            Catalogue catalogue = new Catalogue(jdbc);
            line('M', Json.text(manifest(catalogue)));
            Map<String, Belongings.Belonging> all = belongings.byTable();
            Set<String> going =
                    belongings.of(Belongings.Kind.HOME, Belongings.Kind.WITH).stream()
                            .map(Belongings.Belonging::table)
                            .collect(Collectors.toSet());
            for (String table : catalogue.ordered(going)) {
                rows(Objects.requireNonNull(all.get(table)), catalogue.key(table));
            }
            Map<Province, Set<Long>> heard = heard();
            begin(ATTACHMENT);
            for (Map.Entry<Province, Set<Long>> one : heard.entrySet()) {
                beside(one.getKey(), one.getValue());
            }
            line('E', Json.text(counts));
        }

        private Manifest manifest(Catalogue catalogue) {
            long last =
                    jdbc.sql("SELECT next_fact - 1 FROM lane.head WHERE home = ? AND ended")
                            .params(home.code())
                            .query(Long.class)
                            .optional()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "the lane of %s goes on".formatted(home)));
            String note =
                    jdbc.sql("SELECT note FROM federation.checkpoint WHERE home = ? AND size = ?")
                            .params(home.code(), last)
                            .query(String.class)
                            .optional()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "the end of %s is not signed".formatted(home)));
            Map<String, Long> heard = new TreeMap<>();
            jdbc.sql(
                            """
                            SELECT origin, position FROM federation.replica_cursor
                            UNION ALL
                            SELECT home, next_fact - 1 FROM lane.head WHERE home = ANY (?)
                            """)
                    .params((Object) hosted.stream().map(Province::code).toArray(String[]::new))
                    .query((row, _) -> heard.merge(row.getString(1), row.getLong(2), Math::max))
                    .list();
            heard.remove(home.code());
            // Since the end this node has passed over what was for the home.
            jdbc.sql("SELECT origin, position FROM federation.left_off WHERE home = ?")
                    .params(home.code())
                    .query((row, _) -> heard.merge(row.getString(1), row.getLong(2), Math::min))
                    .list();
            Map<String, Long> projections = new TreeMap<>();
            jdbc.sql("SELECT name, origin, position FROM federation.projection")
                    .query((row, _) ->
                            projections.put(
                                    row.getString("name") + " " + row.getString("origin"),
                                    Math.min(
                                            row.getLong("position"),
                                            heard.getOrDefault(
                                                    row.getString("origin"), Long.MAX_VALUE))))
                    .list();
            Map<String, String> counted = new TreeMap<>();
            figures.forEach(one -> counted.putAll(one.of(home, jdbc)));
            return new Manifest(
                    Manifest.FORM,
                    home,
                    last,
                    note,
                    catalogue.digest(),
                    heard,
                    projections,
                    counted);
        }

        private void line(char what, String said) throws IOException {
            lines.append(what).append(' ').append(said).append('\n');
        }

        private void begin(String table) throws IOException {
            counts.put(table, 0L);
            line('T', table);
        }

        private void row(String table, String json) throws IOException {
            counts.merge(table, 1L, Long::sum);
            line('R', json);
        }

        private void rows(Belongings.Belonging of, String order) throws IOException, SQLException {
            begin(of.table());
            MovingRows changing = moving.get(of.table());
            each(
                    "SELECT to_jsonb(t)::text FROM %s t WHERE %s ORDER BY %s"
                            .formatted(of.table(), condition(of, home), order),
                    row -> {
                        String json = row.getString(1);
                        if (changing != null && Json.parse(json) instanceof ObjectNode whole) {
                            changing.leaves(whole);
                            json = whole.toString();
                        }
                        row(of.table(), json);
                    });
        }

        /// Facts of the others that were for the home, as they were received; of homes hosted here
        /// as they would have been.
        private Map<Province, Set<Long>> heard() throws IOException, SQLException {
            Map<Province, Set<Long>> heard = new HashMap<>();
            begin(RECEIVED);
            for (Province origin : Province.values()) {
                if (origin == home) {
                    continue;
                }
                Set<Long> indexes = new HashSet<>();
                heard.put(origin, indexes);
                String sql =
                        hosted.contains(origin)
                                ? "SELECT * FROM lane.fact WHERE home = '%s' ORDER BY index"
                                : "SELECT entry FROM federation.received WHERE home = '%s' ORDER BY index";
                each(
                        sql.formatted(origin.code()),
                        row -> {
                            boolean own = hosted.contains(origin);
                            String entry =
                                    own ? Entry.text(Facts.read(row)) : row.getString("entry");
                            RecordedFact fact = read(entry);
                            if (fact.audience().provinces().contains(home)) {
                                indexes.add(fact.index());
                                ObjectNode whole = Json.MAPPER.createObjectNode();
                                whole.put("home", origin.code());
                                whole.put("index", fact.index());
                                whole.put("subject", fact.subject());
                                whole.put("at", fact.at().toString());
                                whole.put("entry", entry);
                                row(RECEIVED, whole.toString());
                            }
                        });
            }
            return heard;
        }

        private void beside(Province origin, Set<Long> indexes) throws IOException, SQLException {
            String table = hosted.contains(origin) ? "lane.attachment" : ATTACHMENT;
            each(
                    "SELECT to_jsonb(t)::text FROM %s t WHERE t.home = '%s' ORDER BY t.index, t.path"
                            .formatted(table, origin.code()),
                    row -> {
                        ObjectNode whole = (ObjectNode) Json.parse(row.getString(1));
                        if (indexes.contains(whole.get("index").asLong())) {
                            whole.retain(BESIDE);
                            row(ATTACHMENT, whole.toString());
                        }
                    });
        }

        private void each(String sql, Reading reading) throws IOException, SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCHED);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        reading.of(row);
                    }
                }
            }
        }
    }

    private interface Reading {
        void of(ResultSet row) throws IOException, SQLException;
    }

    private static RecordedFact read(String entry) {
        try {
            return Entry.read(entry);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The rows `t` of a table that go with a home.
    static String condition(Belongings.Belonging of, Province home) {
        String said = of.condition().replace(":home", "'" + home.code() + "'");
        String own = "t.home = '%s'".formatted(home.code());
        return switch (of.kind()) {
            case HOME -> said.isEmpty() ? own : own + " AND " + said;
            case WITH -> said;
            case FEED, DERIVED, NODE ->
                    throw new IllegalArgumentException(of.table() + " does not go");
        };
    }
}
