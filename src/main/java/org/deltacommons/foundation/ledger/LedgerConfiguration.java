package org.deltacommons.foundation.ledger;

import java.sql.Connection;
import org.deltacommons.foundation.lane.Book;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Plugs the ledger into the lane.
@Configuration
class LedgerConfiguration {

    @Bean
    Book<Connection> ledgerBook() {
        return new PostgresLedger();
    }

    @Bean
    Ledger ledger(JdbcClient jdbc) {
        return new Ledger(jdbc);
    }
}
