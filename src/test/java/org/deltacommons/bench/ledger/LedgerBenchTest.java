package org.deltacommons.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The benchmarks of the ledger in their shortest form: they run, the books hold afterwards, and
/// the results are printed. How fast it was decides nothing here.
class LedgerBenchTest {

    private interface Bench {
        void into(PrintStream out) throws Exception;
    }

    private static String output(Bench bench) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            bench.into(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_ledger_runs_beside_its_peers_and_its_books_hold_afterwards() throws Exception {
        String said = output(out -> LedgerBench.run(out, LedgerBench.Size.TINY));
        assertThat(said)
                .contains("every balance equals its transfers")
                .contains("c  whole Unit, 10,000 accounts, 1,024 callers, 20 % refused")
                .contains(HttpWay.SINGLE, HttpWay.BULK)
                .contains("transfer at half the peak")
                .containsPattern("RESULT transfer_hot_vs_plain [0-9]+[.][0-9]{2} ratio");
        if (Pgbench.isInstalled()) {
            assertThat(said)
                    .containsPattern("RESULT transfer_10000_vs_tpcb [0-9]+[.][0-9]{2} ratio")
                    .containsPattern("RESULT unit_1024_vs_tpcb [0-9]+[.][0-9]{2} ratio")
                    .containsPattern("RESULT http_vs_tpcb [0-9]+[.][0-9]{2} ratio");
        }
    }

    @Test
    void the_ledger_goes_on_where_years_of_history_are_stored() throws Exception {
        assertThat(output(out -> GrowthBench.run(out, GrowthBench.Size.TINY)))
                .contains("60,000 transfers and answers are stored")
                .contains("every balance equals its transfers")
                .containsPattern("RESULT transfer_kept [0-9]+[.][0-9]{2} ratio")
                .containsPattern("RESULT past_balance_slowest [0-9]+[.][0-9] ms");
    }
}
