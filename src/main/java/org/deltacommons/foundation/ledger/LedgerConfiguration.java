package org.deltacommons.foundation.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.time.Clock;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Plugs the ledger into the lane, and has it audited.
@Configuration
class LedgerConfiguration {

    private static final int TRANSFERS_A_TURN = 5_000;
    private static final int SECONDS_BETWEEN = 10;

    @Bean
    Book<Connection> ledgerBook() {
        return new PostgresLedger();
    }

    @Bean
    Ledger ledger(JdbcClient jdbc) {
        return new Ledger(jdbc);
    }

    @Bean
    ChainAudit chainAudit(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        ChainAudit audit = new ChainAudit(jdbc, new TransactionTemplate(transactions), clock);
        meters.ifAvailable(registry -> {
            registry.gauge("delta.ledger.findings", audit, ChainAudit::countFindings);
            for (Province home : Province.values()) {
                registry.gauge(
                        "delta.ledger.unaudited",
                        Tags.of("home", home.code()),
                        audit,
                        one -> one.standing(home).behind());
            }
        });
        return audit;
    }

    @Bean
    RecurringTask<Void> ledgerAuditJob(ChainAudit audit, Lane lane) {
        return Tasks.recurring("ledger-audit", FixedDelay.ofSeconds(SECONDS_BETWEEN))
                .execute((instance, context) -> {
                    for (Province home : lane.homes()) {
                        audit.walk(home, TRANSFERS_A_TURN);
                    }
                });
    }

    @Bean
    Settler settler(JdbcClient jdbc, PlatformTransactionManager transactions, Lane lane) {
        Settler settler = new Settler(jdbc, new TransactionTemplate(transactions));
        settler.settling(lane.homes());
        return settler;
    }

    @Bean
    MenuEntry ledgerMenu() {
        return new MenuEntry("menu.ledger", LedgerPages.PATH, "book-2", 46, LedgerPages::mayRead)
                .in("menu.books");
    }
}
