package org.deltacommons.foundation.lane;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;

/// Which keys of a home were ever answered, without a look into the database for each.
///
/// Only the lane answers for its home, and its epoch fences all others off; so what stood there
/// when the epoch began and what was answered since is everything. The former are read in the
/// background; the first Units wait until they have been.
final class KnownKeys {

    private static final int FETCH_SIZE = 64;

    private final DataSource dataSource;
    private final Province home;
    private volatile CompletableFuture<KeyFilter> answered;
    private volatile boolean over;

    /// Begins to read what stands there; made once the new epoch is durable.
    KnownKeys(DataSource dataSource, Province home) {
        this.dataSource = dataSource;
        this.home = home;
        this.answered = reading();
    }

    private CompletableFuture<KeyFilter> reading() {
        CompletableFuture<KeyFilter> reading = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("keys-" + home)
                .start(() -> {
                    try {
                        reading.complete(read());
                    } catch (SQLException | RuntimeException | Error failed) {
                        reading.completeExceptionally(failed);
                    }
                });
        return reading;
    }

    private KeyFilter read() throws SQLException {
        KeyFilter found = new KeyFilter();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT segment, keys FROM lane.answer WHERE home = ?")) {
                statement.setFetchSize(FETCH_SIZE);
                statement.setString(1, home.code());
                try (ResultSet result = statement.executeQuery()) {
                    while (!over && result.next()) {
                        add(found, result.getLong(1), result.getArray(2));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return found;
    }

    private static void add(KeyFilter filter, long segment, Array keys) throws SQLException {
        for (Object key : (Object[]) keys.getArray()) {
            filter.add((UUID) key, segment);
        }
    }

    /// Names the segments in which the key may have been answered; none means never, for certain.
    ///
    /// @throws LaneStore.Away if the former keys could not be read, because the database is away;
    ///   the next to ask finds them being read again
    void segments(UUID key, LongConsumer found) {
        filter().segments(key, found);
    }

    private KeyFilter filter() {
        try {
            return answered.join();
        } catch (CompletionException failed) {
            answered = reading();
            throw failed.getCause() instanceof SQLException sql
                    ? LaneStore.Away.or("cannot read the keys of " + home, sql)
                    : failed;
        }
    }

    /// Called only for groups whose keys were asked for, by the thread that asked.
    void answered(Set<UUID> keys, long segment) {
        KeyFilter filter = filter();
        keys.forEach(key -> filter.add(key, segment));
    }

    /// Another epoch begins, or the end.
    void forget() {
        over = true;
    }
}
