package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import org.deltacommons.foundation.lane.Book;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets the lane's contract run with the real ledger.
public final class LedgerBooks {

    private LedgerBooks() {}

    public static Book<Connection> postgres() {
        return new PostgresLedger();
    }

    public static Ledger ledger(JdbcClient jdbc) {
        return new Ledger(jdbc);
    }
}
