package org.deltacommons.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// Lines of the audit log that are written together.
class AuditGroupTest {

    private static final Actor CLERK = new Actor("p-1", "clerk", Province.ANHUI, List.of(), null);

    @Test
    void whoever_is_in_a_group_that_ends_in_an_error_is_told_so() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        DataSource broken =
                (DataSource)
                        Proxy.newProxyInstance(
                                DataSource.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (_, _, _) -> {
                                    writing.countDown();
                                    go.await();
                                    throw new NoClassDefFoundError("a class of the driver");
                                });
        PostgresAudit audit = new PostgresAudit(broken, Clock.systemUTC());
        List<FutureTask<Long>> all = new ArrayList<>();
        begin(audit, all);
        assertThat(writing.await(60, TimeUnit.SECONDS)).isTrue();
        // These two come together, behind the first.
        waitUntilItWaits(begin(audit, all));
        waitUntilItWaits(begin(audit, all));
        go.countDown();
        for (FutureTask<Long> one : all) {
            assertThatThrownBy(() -> one.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AuditFault.class);
        }
    }

    private static Thread begin(PostgresAudit audit, List<FutureTask<Long>> all) {
        FutureTask<Long> task =
                new FutureTask<>(
                        () -> audit.record(AuditLine.of(AuditKind.EXPORT, CLERK, "subject")));
        all.add(task);
        return Thread.ofPlatform().daemon(true).start(task);
    }

    private static void waitUntilItWaits(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
