package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a lane can be taken over from an instance that stands still: if the head stays
/// locked, the session that holds it is ended. It had the head of an epoch that is over anyway; its
/// group did not happen, and nobody was told that it did.
final class Successor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Successor.class);

    /// Longer than any group takes that is still being written.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DataSource dataSource;
    private final int waiting;
    private final Duration patience;
    private final CountDownLatch done = new CountDownLatch(1);

    private Successor(DataSource dataSource, int waiting, Duration patience) {
        this.dataSource = dataSource;
        this.waiting = waiting;
        this.patience = patience;
    }

    /// @param connection the one that is about to wait for the head
    static Successor of(DataSource dataSource, Connection connection) throws SQLException {
        return of(dataSource, connection.unwrap(PGConnection.class).getBackendPID(), PATIENCE);
    }

    static Successor of(DataSource dataSource, int waiting, Duration patience) {
        Successor successor = new Successor(dataSource, waiting, patience);
        Thread.ofVirtual().name("lane-successor").start(successor::watch);
        return successor;
    }

    private void watch() {
        try {
            while (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                tryToEndWhoeverHoldsTheHead();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Who waits for the head goes on waiting, so what fails is tried again.
    private void tryToEndWhoeverHoldsTheHead() {
        try {
            endWhoeverHoldsTheHead();
        } catch (SQLException | RuntimeException | Error failed) {
            LOG.warn("Nobody could be asked to let go of a lane's head", failed);
        }
    }

    private void endWhoeverHoldsTheHead() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT pg_terminate_backend(pid) FROM unnest(pg_blocking_pids(?)) AS pid")) {
            statement.setInt(1, waiting);
            statement.execute();
            LOG.warn("An instance that stood still in the middle of a commit was cut off");
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
