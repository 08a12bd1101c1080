package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A lane's store in PostgreSQL: load the group's needs, judge, store by kind, commit.
final class PostgresStore implements LaneStore {

    private final DataSource dataSource;
    private final List<Book<Connection>> books;

    PostgresStore(DataSource dataSource, List<Book<Connection>> books) {
        this.dataSource = dataSource;
        this.books = List.copyOf(books);
    }

    @Override
    public long takeOver(Province home) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            """
                            INSERT INTO lane.head AS head (home, epoch, next_fact) VALUES (?, 1, 1)
                            ON CONFLICT (home) DO UPDATE SET epoch = head.epoch + 1
                            RETURNING epoch
                            """)) {
                write(connection, home);
                statement.setString(1, home.code());
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    long epoch = result.getLong(1);
                    connection.commit();
                    return epoch;
                }
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot take over the lane of " + home, failed);
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
    public <T> T read(Province home, Instant now, Function<TrackedRows, T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return reading.apply(new Snapshot(connection, home, now));
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read for a decision of " + home, failed);
        }
    }

    @Override
    public Session open(Province home, long epoch) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(false);
                return new PostgresSession(connection, home, head(connection, home, epoch), books);
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot open the lane of " + home, failed);
        }
    }

    /// Locks the head: whoever holds an old epoch waits here and then learns that it is over.
    private static long head(Connection connection, Province home, long epoch) throws SQLException {
        write(connection, home);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT epoch, next_fact FROM lane.head WHERE home = ? FOR UPDATE")) {
            statement.setString(1, home.code());
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next() || result.getLong(1) != epoch) {
                    throw new Fenced(home, epoch);
                }
                return result.getLong(2);
            }
        }
    }

    private final class Snapshot extends TrackedRows {
        private final Connection connection;

        Snapshot(Connection connection, Province home, Instant now) {
            super(home, now);
            this.connection = connection;
        }

        @Override
        @Nullable Versioned fetch(Class<? extends Row> type, String id) {
            RowType<? extends Row> rowType = RowType.of(type);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT to_jsonb(t), t.version FROM "
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
        public <V> Optional<V> look(Class<V> type, String key) {
            return books.stream()
                    .map(book -> book.look(connection, type, key))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }
}
