package org.deltacommons.foundation.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the log: for the auditors' page, and along the chain.
final class AuditReader {

    /// One more than a file may have, so that a longer list is noticed.
    private static final int SIZE_MAX = 10_001;

    private static final int FETCH = 2_000;
    private static final String COLUMNS =
            "index, at, kind, home, person, client, subject, purpose, address, details::text, hash";
    private static final String WHERE =
            """
            WHERE home = ANY(:homes)
              AND (:kind::text IS NULL OR kind = :kind)
              AND (:person::text IS NULL OR person = :person)
              AND (:subject::text IS NULL OR starts_with(subject, :subject))
              AND (:from::timestamptz IS NULL OR at >= :from)
              AND (:until::timestamptz IS NULL OR at < :until)
              AND (:cases::text[] IS NULL OR subject = ANY(:cases)
                   OR (details ->> 'subject' = ANY(:cases)))
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    AuditReader(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<RecordedLine> find(AuditQuery query, long before, int size) {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("1 to " + SIZE_MAX + " lines, not " + size);
        }
        return narrowed(
                        "SELECT "
                                + COLUMNS
                                + " FROM audit.line "
                                + WHERE
                                + " AND index < :before ORDER BY index DESC LIMIT :size",
                        query)
                .param("before", before)
                .param("size", size)
                .query((row, _) -> read(row))
                .list();
    }

    long count(AuditQuery query) {
        return narrowed("SELECT count(*) FROM audit.line " + WHERE, query)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec narrowed(String sql, AuditQuery query) {
        return jdbc.sql(sql)
                .param("homes", query.homes().stream().map(Province::code).toArray(String[]::new))
                .param("kind", query.kind() == null ? null : query.kind().name())
                .param("person", query.person())
                .param("subject", query.subject())
                .param(
                        "cases",
                        query.cases().isEmpty() ? null : query.cases().toArray(String[]::new))
                .param("from", query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        query.until() == null ? null : query.until().atOffset(ZoneOffset.UTC));
    }

    Optional<RecordedLine> line(long index) {
        List<RecordedLine> found =
                jdbc.sql("SELECT " + COLUMNS + " FROM audit.line WHERE index = :index")
                        .param("index", index)
                        .query((row, _) -> read(row))
                        .list();
        return Optional.ofNullable(DataAccessUtils.singleResult(found));
    }

    ChainCheck verify() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return walk(connection);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new AuditFault("the audit log cannot be read", failed);
        }
    }

    private static ChainCheck walk(Connection connection) throws SQLException {
        long expected = 1;
        String hash = Chain.BEGINNING;
        try (PreparedStatement all =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM audit.line ORDER BY index")) {
            all.setFetchSize(FETCH);
            try (ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    RecordedLine row = read(rows);
                    if (row.index() != expected) {
                        return new ChainCheck.Broken(expected, ChainCheck.Break.MISSING);
                    }
                    hash = Chain.hash(hash, row.index(), row.at(), row.line());
                    if (!hash.equals(row.hash())) {
                        return new ChainCheck.Broken(expected, ChainCheck.Break.CHANGED);
                    }
                    expected++;
                }
            }
        }
        try (PreparedStatement head =
                        connection.prepareStatement("SELECT index, hash FROM audit.head");
                ResultSet found = head.executeQuery()) {
            boolean whole =
                    found.next()
                            && found.getLong(1) == expected - 1
                            && hash.equals(found.getString(2));
            return whole
                    ? new ChainCheck.Whole(expected - 1, hash)
                    : new ChainCheck.Broken(expected, ChainCheck.Break.CUT_OFF);
        }
    }

    private static RecordedLine read(ResultSet row) throws SQLException {
        return new RecordedLine(
                row.getLong("index"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditLine(
                        AuditKind.valueOf(row.getString("kind")),
                        Province.of(row.getString("home")),
                        row.getString("person"),
                        row.getString("client"),
                        row.getString("subject"),
                        row.getString("purpose"),
                        row.getString("address"),
                        Chain.details(row.getString("details"))),
                row.getString("hash"));
    }
}
