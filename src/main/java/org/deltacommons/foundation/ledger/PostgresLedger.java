package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ledger in PostgreSQL, in the transaction of the lane.
final class PostgresLedger implements Book<Connection> {

    static final String ACCOUNT_COLUMNS =
            "id, book, kind, owner, limited, debits_posted_fen, debits_pending_fen,"
                    + " credits_posted_fen, credits_pending_fen, sequence";

    @Override
    public Class<? extends BookPart> parts() {
        return LedgerPart.class;
    }

    @Override
    public Page load(Connection connection, Province home, List<BookPart> parts) {
        try {
            LedgerPage.Needs needs = LedgerPage.needs(parts);
            Map<String, Remainder> remainders = remainders(connection, home, needs.remainders);
            Set<String> wanted = new LinkedHashSet<>(needs.accounts);
            for (Remainder remainder : remainders.values()) {
                wanted.add(remainder.debit());
                wanted.add(remainder.credit());
            }
            return new LedgerPage(
                    accounts(connection, home, wanted),
                    remainders,
                    writes -> write(connection, home, writes));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot load the ledger of " + home, failed);
        }
    }

    private static Map<String, Balances> accounts(
            Connection connection, Province home, Collection<String> ids) throws SQLException {
        Map<String, Balances> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + ACCOUNT_COLUMNS
                                + " FROM ledger.account WHERE id = ANY(?) AND home = ?")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.setString(2, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Balances account = balances(result);
                    found.put(account.account(), account);
                }
            }
        }
        return found;
    }

    static Balances balances(ResultSet result) throws SQLException {
        return new Balances(
                result.getString(1),
                result.getString(2),
                AccountKind.valueOf(result.getString(3)),
                result.getString(4),
                Limit.valueOf(result.getString(5)),
                new Money(result.getLong(6)),
                new Money(result.getLong(7)),
                new Money(result.getLong(8)),
                new Money(result.getLong(9)),
                result.getLong(10));
    }

    private static Map<String, Remainder> remainders(
            Connection connection, Province home, Collection<String> ids) throws SQLException {
        Map<String, Remainder> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT id, hold, debit, credit, amount_fen, captured_fen, released_fen
                        FROM ledger.remainder WHERE id = ANY(?) AND home = ?
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.setString(2, home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Remainder remainder = remainder(result);
                    found.put(remainder.id(), remainder);
                }
            }
        }
        return found;
    }

    private static Remainder remainder(ResultSet result) throws SQLException {
        return new Remainder(
                result.getString(1),
                result.getBoolean(2),
                result.getString(3),
                result.getString(4),
                new Money(result.getLong(5)),
                new Money(result.getLong(6)),
                new Money(result.getLong(7)));
    }

    @Override
    public <V> Optional<V> look(Connection connection, Class<V> type, String key) {
        String sql =
                type == Balances.class
                        ? "SELECT " + ACCOUNT_COLUMNS + " FROM ledger.account WHERE id = ?"
                        : type == Remainder.class
                                ? "SELECT id, hold, debit, credit, amount_fen, captured_fen,"
                                        + " released_fen FROM ledger.remainder WHERE id = ?"
                                : "";
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

    private static void write(Connection connection, Province home, LedgerPage.Writes writes) {
        try {
            json(
                    connection,
                    """
                    INSERT INTO ledger.account AS a
                    SELECT * FROM jsonb_populate_recordset(null::ledger.account, ?::jsonb)
                    ON CONFLICT (id) DO UPDATE SET
                      debits_posted_fen = EXCLUDED.debits_posted_fen,
                      debits_pending_fen = EXCLUDED.debits_pending_fen,
                      credits_posted_fen = EXCLUDED.credits_posted_fen,
                      credits_pending_fen = EXCLUDED.credits_pending_fen,
                      sequence = EXCLUDED.sequence
                    """,
                    accountRows(home, writes.accounts()));
            json(
                    connection,
                    """
                    INSERT INTO ledger.remainder
                    SELECT * FROM jsonb_populate_recordset(null::ledger.remainder, ?::jsonb)
                    ON CONFLICT (id) DO UPDATE SET
                      captured_fen = EXCLUDED.captured_fen, released_fen = EXCLUDED.released_fen
                    """,
                    remainderRows(home, writes.remainders()));
            json(
                    connection,
                    """
                    INSERT INTO ledger.transfer
                    SELECT * FROM jsonb_populate_recordset(null::ledger.transfer, ?::jsonb)
                    """,
                    transferRows(home, writes.transfers()));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot store the ledger of " + home, failed);
        }
    }

    private static void json(Connection connection, String sql, ArrayNode rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, rows.toString());
            statement.executeUpdate();
        }
    }

    private static ArrayNode accountRows(Province home, List<Balances> accounts) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (Balances account : accounts) {
            rows.addObject()
                    .put("id", account.account())
                    .put("home", home.code())
                    .put("book", account.book())
                    .put("kind", account.kind().name())
                    .put("owner", account.owner())
                    .put("limited", account.limit().name())
                    .put("debits_posted_fen", account.debitsPosted().fen())
                    .put("debits_pending_fen", account.debitsPending().fen())
                    .put("credits_posted_fen", account.creditsPosted().fen())
                    .put("credits_pending_fen", account.creditsPending().fen())
                    .put("sequence", account.sequence());
        }
        return rows;
    }

    private static ArrayNode remainderRows(Province home, List<Remainder> remainders) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (Remainder remainder : remainders) {
            rows.addObject()
                    .put("id", remainder.id())
                    .put("home", home.code())
                    .put("hold", remainder.hold())
                    .put("debit", remainder.debit())
                    .put("credit", remainder.credit())
                    .put("amount_fen", remainder.amount().fen())
                    .put("captured_fen", remainder.captured().fen())
                    .put("released_fen", remainder.released().fen());
        }
        return rows;
    }

    private static ArrayNode transferRows(Province home, List<Transfer> transfers) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (Transfer transfer : transfers) {
            ObjectNode row =
                    rows.addObject()
                            .put("id", transfer.id())
                            .put("home", home.code())
                            .put("kind", transfer.kind().name())
                            .put("amount_fen", transfer.amount().fen())
                            .put("of_id", transfer.of())
                            .put("at", transfer.at().toString())
                            .put("unit", transfer.unit())
                            .put("subject", transfer.subject());
            side(row, "debit", transfer.debit());
            side(row, "credit", transfer.credit());
        }
        return rows;
    }

    private static void side(ObjectNode row, String side, Balances after) {
        row.put(side, after.account())
                .put(side + "_sequence", after.sequence())
                .put(side + "_debits_posted_fen", after.debitsPosted().fen())
                .put(side + "_debits_pending_fen", after.debitsPending().fen())
                .put(side + "_credits_posted_fen", after.creditsPosted().fen())
                .put(side + "_credits_pending_fen", after.creditsPending().fen());
    }
}
