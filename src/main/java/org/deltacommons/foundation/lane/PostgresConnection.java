package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A connection that is taken from the pool only when something has to be read.
final class PostgresConnection implements Supplier<Connection>, AutoCloseable {

    private final DataSource dataSource;
    private @Nullable Connection opened;

    PostgresConnection(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Connection get() {
        Connection connection = opened;
        if (connection == null) {
            try {
                connection = dataSource.getConnection();
                opened = connection;
            } catch (SQLException failed) {
                throw LaneStore.Away.or("cannot reach the database", failed);
            }
        }
        return connection;
    }

    @Override
    public void close() {
        if (opened != null) {
            try {
                opened.close();
            } catch (SQLException failed) {
                throw LaneStore.Away.or("cannot give a connection back", failed);
            }
        }
    }
}
