package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lane's store in PostgreSQL: load the group's needs, judge, store by kind, commit.
final class PostgresStore implements LaneStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final List<Book<Connection>> books;
    private final Map<Province, KnownKeys> keys = new ConcurrentHashMap<>();

    PostgresStore(DataSource dataSource, List<Book<Connection>> books) {
        this.dataSource = dataSource;
        this.books = List.copyOf(books);
    }

    @Override
    public Head takeOver(Province home, String holder) {
        return begin(
                        home,
                        holder,
                        """
                        INSERT INTO lane.head AS head (home, epoch, holder, next_fact, last_at)
                        VALUES (?, 1, ?, 1, 'epoch')
                        ON CONFLICT (home) DO UPDATE
                        SET epoch = head.epoch + 1, holder = EXCLUDED.holder, since = clock_timestamp()
                        RETURNING epoch, next_fact, next_answer, last_at, ended
                        """)
                .orElseThrow();
    }

    @Override
    public Head renew(Province home, String holder) {
        return begin(
                        home,
                        holder,
                        """
                        UPDATE lane.head SET epoch = epoch + 1 WHERE home = ? AND holder = ?
                        RETURNING epoch, next_fact, next_answer, last_at, ended
                        """)
                .orElseThrow(() -> new Fenced(home, holder));
    }

    @Override
    public Optional<Holding> holding(Province home) {
        return transact(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            """
                            SELECT h.holder,
                                   extract(epoch FROM clock_timestamp() - h.since) * 1000,
                                   extract(epoch FROM clock_timestamp() - coalesce(i.seen, 'epoch')) * 1000
                            FROM lane.head h LEFT JOIN lane.instance i ON i.holder = h.holder
                            WHERE h.home = ?
                            """)) {
                statement.setString(1, home.code());
                try (ResultSet result = statement.executeQuery()) {
                    return result.next()
                            ? Optional.of(
                                    new Holding(
                                            result.getString(1),
                                            Duration.ofMillis(result.getLong(2)),
                                            Duration.ofMillis(result.getLong(3))))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public void alive(String holder) {
        tell(
                holder,
                """
                INSERT INTO lane.instance (holder, seen) VALUES (?, clock_timestamp())
                ON CONFLICT (holder) DO UPDATE SET seen = EXCLUDED.seen
                """);
    }

    @Override
    public void leave(String holder) {
        tell(
                holder,
                """
                DELETE FROM lane.instance
                WHERE holder = ? OR seen < clock_timestamp() - interval '1 day'
                """);
    }

    private void tell(String holder, String sql) {
        transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, holder);
                return statement.executeUpdate();
            }
        });
    }

    /// @param sql takes the home and the holder
    private Optional<Head> begin(Province home, String holder, String sql) {
        books.forEach(book -> book.forget(home));
        KnownKeys former = keys.remove(home);
        if (former != null) {
            former.forget();
        }
        Optional<Head> head =
                transact(connection -> {
                    try (Successor _ = Successor.of(dataSource, connection)) {
                        return head(connection, home, holder, sql);
                    }
                });
        keys.put(home, new KnownKeys(dataSource, home));
        return head;
    }

    private static Optional<Head> head(
            Connection connection, Province home, String holder, String sql) throws SQLException {
        write(connection, home);
        waitForGroups(connection, home);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, home.code());
            statement.setString(2, holder);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(
                                new Head(
                                        result.getLong(1),
                                        result.getLong(2),
                                        result.getLong(3),
                                        result.getObject(4, OffsetDateTime.class).toInstant(),
                                        result.getBoolean(5)))
                        : Optional.empty();
            }
        }
    }

    /// A new epoch begins when no group of an old one is being written any more. Groups share this
    /// lock, because one may be written while the one before it commits.
    private static void waitForGroups(Connection connection, Province home) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, PostgresWrites.GROUPS);
            statement.setInt(2, Integer.parseInt(home.code()));
            statement.execute();
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Runs something in a transaction of its own and commits it. Whatever happens to the
    /// connection after the commit no longer matters: it must not look as if nothing had been done.
    private <T> T transact(Work<T> work) {
        Connection connection = connect();
        try {
            connection.setAutoCommit(false);
            T result = work.in(connection);
            commit(connection);
            return result;
        } catch (SQLException failed) {
            undo(connection);
            throw isTaken(failed)
                    ? new Taken(failed)
                    : Away.or("a transaction of the lane failed", failed);
        } catch (RuntimeException failed) {
            undo(connection);
            throw Away.or(failed);
        } finally {
            giveBack(connection);
        }
    }

    private static boolean isTaken(SQLException failed) {
        return failed instanceof PSQLException refused
                && UNIQUE_VIOLATION.equals(refused.getSQLState())
                && refused.getServerErrorMessage() != null
                && String.valueOf(refused.getServerErrorMessage().getConstraint())
                        .endsWith("_pkey");
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failed) {
            throw Away.or("cannot reach the database", failed);
        }
    }

    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException away) {
            LOG.debug("The pool discards a broken connection", away);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException failed) {
            // A constraint fails the commit for certain; a lost connection leaves it open.
            String state = failed.getSQLState();
            if (state != null && state.startsWith("23")) {
                throw new IllegalStateException("a constraint failed at commit", failed);
            }
            throw new UnknownOutcome(failed);
        }
    }

    private static void giveBack(Connection connection) {
        try (connection) {
            connection.setAutoCommit(true);
        } catch (SQLException away) {
            LOG.debug("The pool discards a broken connection", away);
        }
    }

    /// Names the one home that this transaction may write; the database refuses every other.
    static void write(Connection connection, Province home) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('delta.home', ?, true)")) {
            statement.setString(1, home.code());
            statement.execute();
        }
    }

    @Override
    public void load(Overlay overlay, List<Proposal> more, Phases phases) {
        try (PostgresConnection reading = new PostgresConnection(dataSource)) {
            new PostgresReads(reading, overlay, known(overlay.home)).load(more, books, phases);
        } catch (RuntimeException failed) {
            throw Away.or(failed);
        }
    }

    @Override
    public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
        long[] written = new long[1];
        transact(connection -> {
            PostgresWrites writes = new PostgresWrites(connection, overlay, phases);
            writes.begin(epoch);
            turn.run();
            writes.fence(epoch);
            writes.store(books);
            written[0] = System.nanoTime();
            return written;
        });
        phases.spent(Phases.Phase.COMMIT, written[0]);
    }

    @Override
    public void committed(Overlay overlay) {
        known(overlay.home)
                .answered(overlay.newAnswers.keySet(), KeyFilter.segment(overlay.answersBefore));
        overlay.books.values().forEach(Book.Page::committed);
    }

    private KnownKeys known(Province home) {
        return java.util.Objects.requireNonNull(keys.get(home));
    }

    /// The page of a group that this store opened itself.
    @SuppressWarnings("unchecked")
    static Book.@Nullable Page<Connection> page(Overlay overlay, Class<? extends BookPart> parts) {
        return (Book.Page<Connection>) overlay.books.get(parts);
    }

    @SuppressWarnings("unchecked")
    static Book.@Nullable Page<Connection> pageBefore(
            Overlay overlay, Class<? extends BookPart> parts) {
        return (Book.Page<Connection>) overlay.pageBefore(parts);
    }

    @Override
    public <T> T read(Province home, Instant now, Function<TrackedRows, T> reading) {
        try (Snapshot snapshot = new Snapshot(home, now)) {
            return reading.apply(snapshot);
        }
    }

    /// Takes a connection only when the decision looks at something.
    private final class Snapshot extends TrackedRows implements AutoCloseable {
        private @Nullable Connection opened;

        Snapshot(Province home, Instant now) {
            super(home, now);
        }

        private Connection connection() throws SQLException {
            if (opened == null) {
                Connection connection = dataSource.getConnection();
                opened = connection;
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                }
            }
            return opened;
        }

        @Override
        @Nullable Versioned fetch(Class<? extends Row> type, String id) {
            RowType<? extends Row> rowType = RowType.of(type);
            try (PreparedStatement statement =
                    connection()
                            .prepareStatement(
                                    "SELECT row_to_json(t), t.version FROM "
                                            + rowType.table()
                                            + " t WHERE id = ?")) {
                statement.setString(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next()
                            ? new Versioned(
                                    rowType.read(Json.parse(result.getString(1))),
                                    result.getLong(2))
                            : null;
                }
            } catch (SQLException failed) {
                throw new IllegalStateException("cannot read " + rowType.table(), failed);
            }
        }

        @Override
        <V> Optional<V> lookInto(Class<V> type, String key) {
            try {
                Connection connection = connection();
                return books.stream()
                        .map(book -> book.look(connection, type, key))
                        .flatMap(Optional::stream)
                        .findFirst();
            } catch (SQLException failed) {
                throw new IllegalStateException("cannot look at " + key, failed);
            }
        }

        @Override
        public void close() {
            if (opened == null) {
                return;
            }
            try (Connection connection = opened) {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException failed) {
                throw new IllegalStateException("cannot end a snapshot", failed);
            }
        }
    }
}
