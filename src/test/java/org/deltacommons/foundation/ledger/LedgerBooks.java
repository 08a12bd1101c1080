package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets the lane's contract run with the real ledger.
public final class LedgerBooks {

    private LedgerBooks() {}

    public static Book<Connection> postgres() {
        return new PostgresLedger();
    }

    /// Writes milestones of some homes until closed, as the product does.
    public static AutoCloseable settling(DataSource dataSource, List<Province> homes) {
        Settler settler = settler(dataSource);
        settler.settling(homes);
        return settler;
    }

    /// Writes the milestones of all that is there.
    public static long settle(DataSource dataSource, Province home) {
        try (Settler settler = settler(dataSource)) {
            return settler.settle(home);
        }
    }

    static Settler settler(DataSource dataSource) {
        return new Settler(
                JdbcClient.create(dataSource),
                new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
    }

    public static Ledger ledger(JdbcClient jdbc) {
        return new Ledger(jdbc);
    }
}
