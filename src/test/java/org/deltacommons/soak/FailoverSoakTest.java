package org.deltacommons.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two of the failovers of `bin/soak failover`, on the system's own PostgreSQL.
class FailoverSoakTest {

    @Test
    void after_the_primary_failed_twice_what_was_acknowledged_is_there_once_and_the_node_went_on(
            @TempDir Path place) throws Exception {
        assumeTrue(
                Runbook.isPossible(),
                "needs root and the Debian package postgresql, which bin/test installs");
        CrashSoak.Result result =
                CrashSoak.run(
                        System.out,
                        CrashSoak.Size.failover(2),
                        Long.getLong("delta.story", 20260306L),
                        place);
        assertThat(result.findings()).isEmpty();
        assertThat(result.broken()).isEmpty();
        assertThat(result.kills()).isEqualTo(2);
        assertThat(result.acknowledged()).containsKeys("order.place", "order.cancel");
    }
}
