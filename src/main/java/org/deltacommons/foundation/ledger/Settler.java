package org.deltacommons.foundation.ledger;

import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes the milestones of what is new in the books, a second behind: what lets an account's
/// history be found without an index entry for each of its entries. While it is behind, or does not
/// run at all, everything is found all the same, only more slowly.
final class Settler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final long MILLIS_BETWEEN = 1_000;

    /// What `ledger.settle` takes at once.
    private static final long TRANSFERS_MAX = 100_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ledger-settler").daemon(true).factory());

    Settler(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// Begins to settle some homes, again and again until closed.
    void settling(Collection<Province> homes) {
        thread.scheduleWithFixedDelay(
                () -> homes.forEach(this::settleOrSay),
                MILLIS_BETWEEN,
                MILLIS_BETWEEN,
                TimeUnit.MILLISECONDS);
    }

    private void settleOrSay(Province home) {
        try {
            settle(home);
        } catch (RuntimeException | Error failed) {
            LOG.warn("The milestones of {} have to wait: {}", home, failed.getMessage());
        }
    }

    /// Settles all that is there when it is called. What comes meanwhile waits for the next turn: a
    /// turn of its own would write most of the same accounts' milestones again.
    ///
    /// @return how many transfers those were
    long settle(Province home) {
        long all = 0;
        long some;
        do {
            some =
                    transaction.execute(_ -> {
                        WritingHome.name(jdbc, home);
                        return jdbc.sql("SELECT ledger.settle(?)")
                                .params(home.code())
                                .query(Long.class)
                                .single();
                    });
            all += some;
        } while (some == TRANSFERS_MAX);
        return all;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
