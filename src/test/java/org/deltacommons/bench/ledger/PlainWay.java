package org.deltacommons.bench.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.deltacommons.foundation.database.Login;

/// The plain way: one transaction a transfer, both accounts locked in the order of their ids, two
/// entries, two balances updated.
final class PlainWay {

    /// What the wait for a row's lock makes best use of: more connections were slower.
    static final int CONNECTIONS = 16;

    private final DataSource pool;
    private final String schema;
    private final int accounts;

    private PlainWay(DataSource pool, String schema, int accounts) {
        this.pool = pool;
        this.schema = schema;
        this.accounts = accounts;
    }

    static PlainWay prepared(Login owner, String appRole, DataSource pool, int accounts) {
        String schema = "plain_" + accounts;
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE SCHEMA %1$s;
                    CREATE TABLE %1$s.account (
                        id integer PRIMARY KEY, balance_fen bigint NOT NULL CHECK (balance_fen >= 0));
                    INSERT INTO %1$s.account SELECT n, 1000000000000 FROM generate_series(0, %2$d - 1) n;
                    CREATE TABLE %1$s.transfer (
                        id uuid PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
                    CREATE TABLE %1$s.entry (
                        account integer NOT NULL REFERENCES %1$s.account, transfer uuid NOT NULL,
                        amount_fen bigint NOT NULL, PRIMARY KEY (account, transfer));
                    GRANT USAGE ON SCHEMA %1$s TO "%3$s";
                    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA %1$s TO "%3$s";
                    """
                            .formatted(schema, accounts, appRole));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new PlainWay(pool, schema, accounts);
    }

    boolean transfer() {
        int debit = ThreadLocalRandom.current().nextInt(accounts);
        int credit = (debit + 1 + ThreadLocalRandom.current().nextInt(accounts - 1)) % accounts;
        UUID id = UUID.randomUUID();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection, debit, credit);
            update(connection, "INSERT INTO %s.transfer (id) VALUES (?)", id);
            update(connection, "INSERT INTO %s.entry VALUES (?, ?, ?)", debit, id, -1L);
            update(connection, "INSERT INTO %s.entry VALUES (?, ?, ?)", credit, id, 1L);
            String change = "UPDATE %s.account SET balance_fen = balance_fen + ? WHERE id = ?";
            update(connection, change, -1L, debit);
            update(connection, change, 1L, credit);
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void lock(Connection connection, int one, int other) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT balance_fen FROM %s.account WHERE id IN (?, ?) ORDER BY id FOR UPDATE"
                                .formatted(schema))) {
            statement.setInt(1, one);
            statement.setInt(2, other);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    if (result.getLong(1) <= 0) {
                        throw new IllegalStateException("an account of the peer is empty");
                    }
                }
            }
        }
    }

    private void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.formatted(schema))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
