package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.CopyRows;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One home's ledger in PostgreSQL.
///
/// The lane is the one writer of its home, fenced by its epoch, so the newest sums of accounts that
/// moved lately are remembered here and only the others are read again.
final class PostgresShelf implements LedgerPage.Shelf<Connection> {

    private static final String[] ACCOUNT_COLUMNS = {
        "number", "id", "home", "book", "kind", "owner", "limited"
    };
    private static final String[] TRANSFER_COLUMNS = {
        "place",
        "id",
        "home",
        "kind",
        "debit",
        "credit",
        "amount_fen",
        "at",
        "unit",
        "subject",
        "debit_sequence",
        "debit_debits_posted_fen",
        "debit_debits_pending_fen",
        "debit_credits_posted_fen",
        "debit_credits_pending_fen",
        "credit_sequence",
        "credit_debits_posted_fen",
        "credit_debits_pending_fen",
        "credit_credits_posted_fen",
        "credit_credits_pending_fen",
        "of_id",
        "of_step",
        "of_amount_fen",
        "of_captured_fen",
        "of_released_fen",
        "debit_before",
        "credit_before"
    };

    private static final int UNKNOWN = -1;

    private final Province home;
    private final KnownAccounts known = new KnownAccounts();
    private long lastNumber = UNKNOWN;

    PostgresShelf(Province home) {
        this.home = home;
    }

    void forget() {
        known.clear();
        lastNumber = UNKNOWN;
    }

    @Override
    public @Nullable Balances known(String account) {
        return known.find(account);
    }

    @Override
    public Map<String, Balances> accounts(Connection connection, Collection<String> ids) {
        Map<String, Balances> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + PostgresLedger.BALANCE_COLUMNS
                                + " FROM ledger.balance WHERE id = ANY(?) AND home = ?")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.setString(2, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Balances account = PostgresLedger.balances(result);
                    found.put(account.account(), account);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read accounts of " + home, failed);
        }
        return found;
    }

    @Override
    public Map<String, Remainder> remainders(Connection connection, Collection<String> ids) {
        Map<String, Remainder> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        PostgresLedger.REMAINDERS + "WHERE r.id = ANY(?) AND r.home = ?")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.setString(2, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Remainder remainder = PostgresLedger.remainder(result);
                    found.put(remainder.id(), remainder);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read holds of " + home, failed);
        }
        return found;
    }

    /// Counted within the home; the last digits say home and limit, see the table.
    @Override
    public long number(Supplier<Connection> where, Limit limit) {
        if (lastNumber == UNKNOWN) {
            lastNumber = lastNumber(where.get());
        }
        lastNumber++;
        return lastNumber * 1_000
                + Places.digits(home) * 10
                + switch (limit) {
                    case NONE -> 0;
                    case WITHIN_CREDITS -> 1;
                    case WITHIN_DEBITS -> 2;
                };
    }

    @Override
    public long nextPlace(Supplier<Connection> where) {
        try (PreparedStatement statement =
                where.get()
                        .prepareStatement(
                                "SELECT coalesce(max(place), ?) + 1 FROM ledger.transfer"
                                        + " WHERE place > ? AND place < ?")) {
            statement.setLong(1, Places.before(home));
            statement.setLong(2, Places.before(home));
            statement.setLong(3, Places.after(home));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot find the end of the book of " + home, failed);
        }
    }

    private long lastNumber(Connection connection) {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT coalesce(max(number) / 1000, 0) FROM ledger.account WHERE home = ?")) {
            statement.setString(1, home.code());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot number accounts of " + home, failed);
        }
    }

    @Override
    public void write(Connection connection, LedgerPage.Writes writes) {
        try {
            accounts(connection, writes.opened());
            transfers(connection, writes.transfers());
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot store the ledger of " + home, failed);
        }
    }

    @Override
    public void committed(LedgerPage.Writes writes) {
        writes.accounts().forEach(known::keep);
    }

    private void accounts(Connection connection, List<Balances> opened) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "ledger.account", ACCOUNT_COLUMNS)) {
            for (Balances account : opened) {
                rows.row()
                        .number(account.number())
                        .text(account.account())
                        .text(home.code())
                        .text(account.book())
                        .text(account.kind().name())
                        .text(account.owner())
                        .text(account.limit().name());
            }
            rows.finish();
        }
    }

    private void transfers(Connection connection, List<Transfer> transfers) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "ledger.transfer", TRANSFER_COLUMNS)) {
            for (Transfer transfer : transfers) {
                rows.row()
                        .number(transfer.place())
                        .text(transfer.id())
                        .text(home.code())
                        .text(transfer.kind().name())
                        .number(transfer.debit().number())
                        .number(transfer.credit().number())
                        .number(transfer.amount().fen())
                        .time(transfer.at())
                        .text(transfer.unit())
                        .text(transfer.subject());
                side(rows, transfer.debit());
                side(rows, transfer.credit());
                use(rows, transfer.of());
                rows.number(transfer.debitBefore()).number(transfer.creditBefore());
            }
            rows.finish();
        }
    }

    private static void side(CopyRows rows, Balances after) {
        rows.number(after.sequence())
                .number(after.debitsPosted().fen())
                .number(after.debitsPending().fen())
                .number(after.creditsPosted().fen())
                .number(after.creditsPending().fen());
    }

    private static void use(CopyRows rows, @Nullable Remainder of) {
        if (of == null) {
            rows.nothing().nothing().nothing().nothing().nothing();
        } else {
            rows.text(of.id())
                    .integer(of.uses())
                    .number(of.amount().fen())
                    .number(of.captured().fen())
                    .number(of.released().fen());
        }
    }
}
