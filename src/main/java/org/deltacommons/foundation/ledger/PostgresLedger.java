package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The ledger in PostgreSQL. Accounts and transfers are only ever appended; an account's newest
/// transfer is its balance.
final class PostgresLedger implements Book<Connection> {

    static final String BALANCE_COLUMNS =
            "number, id, book, kind, owner, limited, debits_posted_fen, debits_pending_fen,"
                    + " credits_posted_fen, credits_pending_fen, sequence, place";

    static final String REMAINDERS =
            """
            SELECT r.id, r.hold, d.id, c.id, r.amount_fen, r.captured_fen, r.released_fen, r.uses
            FROM ledger.remainder r
            JOIN ledger.account d ON d.number = r.debit_number
            JOIN ledger.account c ON c.number = r.credit_number
            """;

    private final Map<Province, PostgresShelf> shelves = new EnumMap<>(Province.class);

    PostgresLedger() {
        for (Province home : Province.values()) {
            shelves.put(home, new PostgresShelf(home));
        }
    }

    @Override
    public Class<? extends BookPart> parts() {
        return LedgerPart.class;
    }

    @Override
    public void forget(Province home) {
        shelf(home).forget();
    }

    private PostgresShelf shelf(Province home) {
        return java.util.Objects.requireNonNull(shelves.get(home));
    }

    @Override
    public Page<Connection> begin(Province home, @Nullable Page<Connection> before) {
        return new LedgerPage<>(shelf(home), (LedgerPage<Connection>) before);
    }

    @Override
    public <V> Optional<V> look(Connection connection, Class<V> type, String key) {
        String sql =
                type == Balances.class
                        ? "SELECT " + BALANCE_COLUMNS + " FROM ledger.balance WHERE id = ?"
                        : type == Remainder.class ? REMAINDERS + "WHERE r.id = ?" : "";
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        type.cast(type == Balances.class ? balances(result) : remainder(result)));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot look into the ledger", failed);
        }
    }

    static Balances balances(ResultSet result) throws SQLException {
        return new Balances(
                result.getLong(1),
                result.getString(2),
                result.getString(3),
                AccountKind.valueOf(result.getString(4)),
                result.getString(5),
                Limit.valueOf(result.getString(6)),
                new Money(result.getLong(7)),
                new Money(result.getLong(8)),
                new Money(result.getLong(9)),
                new Money(result.getLong(10)),
                result.getLong(11),
                result.getLong(12));
    }

    static Remainder remainder(ResultSet result) throws SQLException {
        return new Remainder(
                result.getString(1),
                result.getBoolean(2),
                result.getString(3),
                result.getString(4),
                new Money(result.getLong(5)),
                new Money(result.getLong(6)),
                new Money(result.getLong(7)),
                result.getInt(8));
    }
}
