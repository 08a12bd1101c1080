package org.deltacommons.foundation.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The log in PostgreSQL. Whoever comes first writes for all who wait behind; the row `audit.head`
/// keeps several instances in one line.
@Component
final class PostgresAudit implements Audit {

    private static final int GROUP_MAX = 500;

    private final DataSource dataSource;
    private final Clock clock;
    private final AuditReader reader;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock(true);

    private record Waiting(AuditLine line, CompletableFuture<Long> index) {}

    PostgresAudit(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.reader = new AuditReader(dataSource);
    }

    @Override
    public long record(AuditLine line) {
        Waiting mine = new Waiting(addressed(line), new CompletableFuture<>());
        queue.add(mine);
        writing.lock();
        try {
            while (!mine.index().isDone()) {
                writeGroup();
            }
        } finally {
            writing.unlock();
        }
        try {
            return mine.index().join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            throw new AuditFault("the audit log cannot be written", cause == null ? failed : cause);
        }
    }

    private static AuditLine addressed(AuditLine line) {
        return line.address() == null
                        && RequestContextHolder.getRequestAttributes()
                                instanceof ServletRequestAttributes request
                ? line.from(request.getRequest().getRemoteAddr())
                : line;
    }

    private void writeGroup() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
            if (group.size() == GROUP_MAX) {
                break;
            }
        }
        try {
            write(group);
        } catch (SQLException | RuntimeException | Error failed) {
            // Whatever it is: who is in the group waits for nobody else.
            if (group.size() == 1) {
                group.getFirst().index().completeExceptionally(failed);
            } else {
                // One bad line must not take its neighbours with it.
                group.forEach(this::writeAlone);
            }
        }
    }

    private void writeAlone(Waiting one) {
        try {
            write(List.of(one));
        } catch (SQLException | RuntimeException | Error failed) {
            one.index().completeExceptionally(failed);
        }
    }

    private void write(List<Waiting> group) throws SQLException {
        long first;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                first = append(connection, group);
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).index().complete(first + i);
        }
    }

    private long append(Connection connection, List<Waiting> group) throws SQLException {
        long first;
        String hash;
        try (PreparedStatement head =
                        connection.prepareStatement(
                                "SELECT index, hash FROM audit.head FOR UPDATE");
                ResultSet found = head.executeQuery()) {
            found.next();
            first = found.getLong(1) + 1;
            hash = found.getString(2);
        }
        // What the database keeps; the hash must be the same when read again.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO audit.line (index, at, kind, home, person, client, subject,
                                                purpose, address, details, hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)) {
            for (int i = 0; i < group.size(); i++) {
                AuditLine line = group.get(i).line();
                hash = Chain.hash(hash, first + i, at, line);
                bind(insert, new RecordedLine(first + i, at, line, hash));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement head =
                connection.prepareStatement("UPDATE audit.head SET index = ?, hash = ?")) {
            head.setLong(1, first + group.size() - 1);
            head.setString(2, hash);
            head.executeUpdate();
        }
        return first;
    }

    private static void bind(PreparedStatement insert, RecordedLine recorded) throws SQLException {
        AuditLine line = recorded.line();
        insert.setLong(1, recorded.index());
        insert.setObject(2, OffsetDateTime.ofInstant(recorded.at(), ZoneOffset.UTC));
        insert.setString(3, line.kind().name());
        insert.setString(4, line.home().code());
        insert.setString(5, line.person());
        text(insert, 6, line.client());
        insert.setString(7, line.subject());
        text(insert, 8, line.purpose());
        text(insert, 9, line.address());
        insert.setString(10, Chain.json(line.details()));
        insert.setString(11, recorded.hash());
    }

    private static void text(PreparedStatement insert, int at, @Nullable String value)
            throws SQLException {
        if (value == null) {
            insert.setNull(at, java.sql.Types.VARCHAR);
        } else {
            insert.setString(at, value);
        }
    }

    @Override
    public List<RecordedLine> find(AuditQuery query, long before, int size) {
        return reader.find(query, before, size);
    }

    @Override
    public long count(AuditQuery query) {
        return reader.count(query);
    }

    @Override
    public Optional<RecordedLine> line(long index) {
        return reader.line(index);
    }

    @Override
    public ChainCheck verify() {
        return reader.verify();
    }
}
