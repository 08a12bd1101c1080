package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import org.deltacommons.foundation.lane.Book;

/// Lets the lane's contract run with the real ledger.
public final class LedgerBooks {

    private LedgerBooks() {}

    public static Book<Connection> postgres() {
        return new PostgresLedger();
    }
}
