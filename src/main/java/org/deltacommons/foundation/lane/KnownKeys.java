package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which keys of a home were ever answered, without a look into the database for each.
///
/// Only the lane answers for its home, and its epoch fences all others off; so what stood there
/// when the epoch began and what was answered since is everything. Until the former have been read,
/// in the background, every key is looked up.
final class KnownKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);
    private static final int FETCH_SIZE = 10_000;

    private final KeyFilter since = new KeyFilter();
    private volatile @Nullable KeyFilter before;
    private volatile boolean over;

    /// Begins to read what stands there; call it once the new epoch is durable.
    static KnownKeys reading(DataSource dataSource, Province home) {
        KnownKeys known = new KnownKeys();
        Thread.ofVirtual().name("keys-" + home).start(() -> known.read(dataSource, home));
        return known;
    }

    private void read(DataSource dataSource, Province home) {
        KeyFilter found = new KeyFilter();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT key FROM lane.answer WHERE home = ?")) {
                statement.setFetchSize(FETCH_SIZE);
                statement.setString(1, home.code());
                try (ResultSet result = statement.executeQuery()) {
                    while (!over && result.next()) {
                        found.add(result.getObject(1, UUID.class));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            before = found;
        } catch (SQLException away) {
            if (!over) {
                LOG.warn("The keys of {} could not be read; each is looked up", home, away);
            }
        }
    }

    /// Whether the key may have been answered; false is certain.
    boolean mayHold(UUID key) {
        KeyFilter former = before;
        return former == null || since.mayHold(key) || former.mayHold(key);
    }

    void answered(UUID key) {
        since.add(key);
    }

    /// Another epoch begins, or the end.
    void forget() {
        over = true;
    }
}
