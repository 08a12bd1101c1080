package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many short lives of two to four provinces, each from one seed.
class SimulatorTest {

    private static final int SEEDS = 500;
    private static final int CAUGHT_WITHIN = 50;

    @Test
    void whatever_the_network_and_the_nodes_do_nothing_is_lost_doubled_or_rewritten() {
        long faults = 0;
        int captured = 0;
        int ended = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.Run run = Simulation.run(seed, SimulatedBug.NONE);
            if (!run.isGood()) {
                throw new AssertionError(Simulation.told(seed, SimulatedBug.NONE));
            }
            faults += run.faults();
            captured += run.ends().getOrDefault(SimulatedOrders.State.CAPTURED, 0);
            ended += run.ends().getOrDefault(SimulatedOrders.State.ENDED, 0);
        }
        System.out.printf(
                "%d orders captured, %d ended without, %d faults%n", captured, ended, faults);
        assertThat(faults).isGreaterThan(SEEDS);
        assertThat(captured).isGreaterThan(SEEDS);
        assertThat(ended).isGreaterThan(SEEDS);
    }

    @Test
    void a_seed_tells_the_same_story_again() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Simulation.run(seed, SimulatedBug.NONE))
                    .isEqualTo(Simulation.run(seed, SimulatedBug.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_deliberate_fault_is_caught(SimulatedBug bug) {
        long seed = 0;
        Simulation.Run run = Simulation.run(seed, bug);
        while (run.isGood() && seed + 1 < CAUGHT_WITHIN) {
            seed++;
            run = Simulation.run(seed, bug);
        }
        assertThat(run.isGood()).as("%s within %d seeds", bug, CAUGHT_WITHIN).isFalse();
        int least = Simulation.shrunk(seed, bug).size();
        System.out.printf("| %s | %d | %d | %s |%n", bug, seed + 1, least, run.broken());
    }
}
