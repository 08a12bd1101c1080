package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many short lives of two to six provinces, each from one seed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {

    private static final int SEEDS = 500;
    private static final int AT_ONCE = 2;
    private static final int CAUGHT_WITHIN = 50;
    private static final String NO_BUG = SimulatedBug.NONE.name();

    private SimulatedSeeds simulator;

    @BeforeAll
    void putTogether() {
        SimulatedProduct.quiet(true);
        simulator = SimulatedSeeds.open();
    }

    @AfterAll
    void done() {
        simulator.close();
        SimulatedProduct.quiet(false);
    }

    @Test
    void whatever_the_network_and_the_nodes_do_nothing_is_lost_doubled_or_rewritten()
            throws Exception {
        List<Future<List<SimulatedSeeds.Run>>> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int part = 0; part < AT_ONCE; part++) {
                int first = part;
                parts.add(workers.submit(() -> everyOther(first)));
            }
        }
        long faults = 0;
        Map<String, Integer> ends = new TreeMap<>();
        for (Future<List<SimulatedSeeds.Run>> part : parts) {
            for (SimulatedSeeds.Run run : part.get()) {
                faults += run.faults();
                run.ends().forEach((state, count) -> ends.merge(state, count, Integer::sum));
            }
        }
        System.out.printf("%s, %d faults%n", ends, faults);
        assertThat(faults).isGreaterThan(SEEDS);
        for (String end :
                List.of("CLOSED", "REFUSED", "CLAIM_PAID", "RECOVERY_RECOVERED", "PERIOD_CLOSED")) {
            assertThat(ends.getOrDefault(end, 0)).as(end).isGreaterThan(SEEDS / 2);
        }
        for (String end :
                List.of(
                        "CANCELLED",
                        "ADVANCE_PAID",
                        "ADVANCE_DECLINED",
                        "CLAWBACK_COLLECTED",
                        "PERIOD_LEFT_OUT",
                        "DISPUTE_UPHELD",
                        "DISPUTE_SETTLED",
                        "PARKED_UNKNOWN",
                        "PARKED_FAILED",
                        "PARKED_BEHIND",
                        "VOUCHER_EXPIRED",
                        "YEAR_ENDED")) {
            assertThat(ends.getOrDefault(end, 0)).as(end).isPositive();
        }
    }

    private static List<SimulatedSeeds.Run> everyOther(long first) {
        List<SimulatedSeeds.Run> runs = new ArrayList<>();
        try (SimulatedSeeds own = SimulatedSeeds.open()) {
            for (long seed = first; seed < SEEDS; seed += AT_ONCE) {
                SimulatedSeeds.Run run = own.run(seed, NO_BUG);
                if (!run.isGood()) {
                    throw new AssertionError(own.told(seed, NO_BUG));
                }
                runs.add(run);
            }
        }
        return runs;
    }

    @Test
    void a_seed_tells_the_same_story_again() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(simulator.run(seed, NO_BUG)).isEqualTo(simulator.run(seed, NO_BUG));
        }
    }

    @Test
    void a_failure_is_told_with_the_few_events_that_it_needs() {
        String bug = SimulatedBug.SKIP_A_RELEASE.name();
        assertThat(simulator.run(0, bug).isGood()).isFalse();
        assertThat(simulator.least(0, bug)).isLessThan(10);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_deliberate_fault_is_caught(SimulatedBug bug) {
        long seed = 0;
        SimulatedSeeds.Run run = simulator.run(seed, bug.name());
        while (run.isGood() && seed + 1 < CAUGHT_WITHIN) {
            seed++;
            run = simulator.run(seed, bug.name());
        }
        assertThat(run.isGood()).as("%s within %d seeds", bug, CAUGHT_WITHIN).isFalse();
        System.out.printf("| %s | %d | %s |%n", bug, seed + 1, run.broken());
    }
}
