package org.deltacommons.foundation.lane;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import tools.jackson.databind.node.ArrayNode;

/// One group's transaction in PostgreSQL. A handful of statements for the whole group, whatever its
/// size: each kind is read with one array and written with one JSON array.
final class PostgresSession implements LaneStore.Session {

    private final Connection connection;
    private final Province home;
    private final long nextFact;
    private final List<Book<Connection>> books;
    private boolean committed;

    PostgresSession(
            Connection connection, Province home, long nextFact, List<Book<Connection>> books) {
        this.connection = connection;
        this.home = home;
        this.nextFact = nextFact;
        this.books = books;
    }

    @Override
    public Overlay load(List<Proposal> group, Instant now) {
        Overlay overlay = new Overlay(home, now, nextFact);
        try {
            loadVersions(group, overlay);
            loadClaims(group, overlay);
            loadAnswers(group, overlay);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot load a group of " + home, failed);
        }
        for (Book<Connection> book : books) {
            List<BookPart> parts =
                    group.stream()
                            .flatMap(proposal -> proposal.parts().stream())
                            .filter(book.parts()::isInstance)
                            .map(BookPart.class::cast)
                            .toList();
            overlay.books.put(book.parts(), book.load(connection, home, parts));
        }
        return overlay;
    }

    private void loadVersions(List<Proposal> group, Overlay overlay) throws SQLException {
        Map<Class<? extends Row>, Set<String>> wanted = new LinkedHashMap<>();
        for (Proposal proposal : group) {
            for (Proposal.RowRef ref : proposal.guards().keySet()) {
                wanted.computeIfAbsent(ref.type(), type -> new LinkedHashSet<>()).add(ref.id());
            }
        }
        for (Map.Entry<Class<? extends Row>, Set<String>> entry : wanted.entrySet()) {
            String table = RowType.of(entry.getKey()).table();
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT id, version FROM " + table + " WHERE id = ANY(?)")) {
                statement.setArray(1, texts(entry.getValue(), text -> text));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        overlay.versions.put(
                                new Proposal.RowRef(entry.getKey(), result.getString(1)),
                                result.getLong(2));
                    }
                }
            }
        }
    }

    private void loadClaims(List<Proposal> group, Overlay overlay) throws SQLException {
        Set<Overlay.ClaimKey> wanted = new LinkedHashSet<>();
        for (Proposal proposal : group) {
            for (Part part : proposal.parts()) {
                if (part instanceof Claim claim) {
                    wanted.add(new Overlay.ClaimKey(claim.what(), claim.key()));
                } else if (part instanceof Release release) {
                    wanted.add(new Overlay.ClaimKey(release.what(), release.key()));
                }
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT c.what, c.key, lower(c.during), upper(c.during)
                        FROM lane.claim c
                        JOIN unnest(?::text[], ?::text[]) AS w (what, key)
                          ON c.what = w.what AND c.key = w.key
                        WHERE c.home = ?
                        """)) {
            statement.setArray(1, texts(wanted, Overlay.ClaimKey::what));
            statement.setArray(2, texts(wanted, Overlay.ClaimKey::key));
            statement.setString(3, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    overlay.claims
                            .computeIfAbsent(
                                    new Overlay.ClaimKey(result.getString(1), result.getString(2)),
                                    key -> new ArrayList<>())
                            .add(new Period(instant(result, 3), instant(result, 4)));
                }
            }
        }
    }

    private void loadAnswers(List<Proposal> group, Overlay overlay) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT a.scope, a.key, a.digest, a.answer
                        FROM lane.answer a
                        JOIN unnest(?::text[], ?::text[]) AS w (scope, key)
                          ON a.scope = w.scope AND a.key = w.key
                        WHERE a.home = ?
                        """)) {
            statement.setArray(1, texts(group, Proposal::scope));
            statement.setArray(2, texts(group, Proposal::key));
            statement.setString(3, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    overlay.answers.put(
                            new Proposal.KeyOf(result.getString(1), result.getString(2)),
                            new Overlay.Answered(
                                    result.getString(3), Json.parse(result.getString(4))));
                }
            }
        }
    }

    private <T> Array texts(Collection<T> values, Function<T, String> text) throws SQLException {
        return connection.createArrayOf("text", values.stream().map(text).toArray());
    }

    private static Instant instant(ResultSet result, int column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public void store(Overlay overlay) {
        try {
            storeRows(overlay);
            storeClaims(overlay);
            storeFacts(overlay);
            storeAnswers(overlay);
            advance(overlay);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot store a group of " + home, failed);
        }
        overlay.books.values().forEach(Book.Page::store);
    }

    private void storeRows(Overlay overlay) throws SQLException {
        Map<Class<? extends Row>, ArrayNode> byType = new LinkedHashMap<>();
        overlay.puts.forEach((ref, put) ->
                byType.computeIfAbsent(ref.type(), type -> Json.MAPPER.createArrayNode())
                        .add(RowType.of(ref.type()).write(put.row(), put.version())));
        for (Map.Entry<Class<? extends Row>, ArrayNode> entry : byType.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(RowSql.upsert(RowType.of(entry.getKey())))) {
                statement.setString(1, entry.getValue().toString());
                statement.executeUpdate();
            }
        }
    }

    private void storeClaims(Overlay overlay) throws SQLException {
        // First the released ones: a claim may take the place of one that ends in the same group.
        if (!overlay.released.isEmpty()) {
            int ended =
                    claims(
                            """
                            WITH mine AS (SELECT ?::text AS home)
                            DELETE FROM lane.claim c
                            USING mine, unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                                        AS r (what, key, starts, ends)
                            WHERE c.home = mine.home AND c.what = r.what AND c.key = r.key
                              AND c.during = tstzrange(r.starts, r.ends)
                            """,
                            overlay.released);
            if (ended != overlay.released.size()) {
                throw new IllegalStateException("a claim to release was not there");
            }
        }
        if (!overlay.claimed.isEmpty()) {
            claims(
                    """
                    INSERT INTO lane.claim (what, key, during, home)
                    SELECT what, key, tstzrange(starts, ends), ?
                    FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                         AS c (what, key, starts, ends)
                    """,
                    overlay.claimed);
        }
    }

    private int claims(String sql, List<Overlay.ClaimOf> claims) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, home.code());
            statement.setArray(2, texts(claims, claim -> claim.key().what()));
            statement.setArray(3, texts(claims, claim -> claim.key().key()));
            statement.setArray(4, texts(claims, claim -> claim.during().from().toString()));
            statement.setArray(5, texts(claims, claim -> claim.during().until().toString()));
            return statement.executeUpdate();
        }
    }

    private void storeFacts(Overlay overlay) throws SQLException {
        if (overlay.facts.isEmpty()) {
            return;
        }
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (RecordedFact fact : overlay.facts) {
            rows.addObject()
                    .put("home", home.code())
                    .put("index", fact.index())
                    .put("kind", fact.kind())
                    .put("schema", fact.schema())
                    .put("subject", fact.subject())
                    .put("audience", fact.audience().text())
                    .put("at", fact.at().toString())
                    .put("by_id", fact.by())
                    .set("body", fact.body());
        }
        json(
                "INSERT INTO lane.fact SELECT * FROM jsonb_populate_recordset(null::lane.fact, ?::jsonb)",
                rows);
    }

    private void storeAnswers(Overlay overlay) throws SQLException {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        overlay.newAnswers.forEach((key, answered) ->
                rows.addObject()
                        .put("home", home.code())
                        .put("scope", key.scope())
                        .put("key", key.key())
                        .put("digest", answered.digest())
                        .put("at", overlay.now.toString())
                        .set("answer", answered.answer()));
        json(
                "INSERT INTO lane.answer SELECT * FROM jsonb_populate_recordset(null::lane.answer, ?::jsonb)",
                rows);
    }

    private void json(String sql, ArrayNode rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.toString());
            statement.executeUpdate();
        }
    }

    private void advance(Overlay overlay) throws SQLException {
        if (overlay.facts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE lane.head SET next_fact = ? WHERE home = ?")) {
            statement.setLong(1, overlay.nextFact);
            statement.setString(2, home.code());
            statement.executeUpdate();
        }
    }

    @Override
    public void commit() {
        try {
            connection.commit();
            committed = true;
        } catch (SQLException failed) {
            // A deferred constraint fails the commit for certain; a lost connection leaves it open.
            String state = failed.getSQLState();
            if (state != null && state.startsWith("23")) {
                throw new IllegalStateException("a constraint failed at commit", failed);
            }
            throw new LaneStore.UnknownOutcome(failed);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException away) {
            // The pool discards a broken connection; the outcome was decided before.
            committed = true;
        }
    }
}
