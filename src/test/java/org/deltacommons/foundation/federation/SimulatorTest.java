package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many short lives of two to four provinces, each from one seed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {

    private static final int SEEDS = 500;
    private static final int CAUGHT_WITHIN = 50;

    private SimulatedProduct product;

    @BeforeAll
    void putTogether() {
        SimulatedProduct.quiet(true);
        product = new SimulatedProduct();
    }

    @AfterAll
    void done() {
        product.close();
        SimulatedProduct.quiet(false);
    }

    @Test
    void whatever_the_network_and_the_nodes_do_nothing_is_lost_doubled_or_rewritten() {
        long faults = 0;
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.Run run = Simulation.run(product, seed, SimulatedBug.NONE);
            if (!run.isGood()) {
                throw new AssertionError(Simulation.told(product, seed, SimulatedBug.NONE));
            }
            faults += run.faults();
            run.ends().forEach((state, count) -> ends.merge(state, count, Integer::sum));
        }
        System.out.printf("%s, %d faults%n", ends, faults);
        assertThat(faults).isGreaterThan(SEEDS);
        for (String end : new String[] {"CLOSED", "REFUSED", "CANCELLED", "CLAIM_PAID"}) {
            assertThat(ends.getOrDefault(end, 0)).as(end).isGreaterThan(SEEDS / 2);
        }
    }

    @Test
    void a_seed_tells_the_same_story_again() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Simulation.run(product, seed, SimulatedBug.NONE))
                    .isEqualTo(Simulation.run(product, seed, SimulatedBug.NONE));
        }
    }

    @Test
    void a_failure_is_told_with_the_few_events_that_it_needs() {
        SimulatedBug bug = SimulatedBug.SKIP_A_RELEASE;
        assertThat(Simulation.run(product, 0, bug).isGood()).isFalse();
        assertThat(Simulation.shrunk(product, 0, bug)).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_deliberate_fault_is_caught(SimulatedBug bug) {
        long seed = 0;
        Simulation.Run run = Simulation.run(product, seed, bug);
        while (run.isGood() && seed + 1 < CAUGHT_WITHIN) {
            seed++;
            run = Simulation.run(product, seed, bug);
        }
        assertThat(run.isGood()).as("%s within %d seeds", bug, CAUGHT_WITHIN).isFalse();
        System.out.printf("| %s | %d | %s |%n", bug, seed + 1, run.broken());
    }
}
