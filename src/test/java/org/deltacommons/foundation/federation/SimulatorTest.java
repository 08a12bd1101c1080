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
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.Run run = Simulation.run(seed, SimulatedBug.NONE);
            tellIfBroken(seed, run);
            faults += run.faults();
        }
        System.out.printf("RESULT seeds_run %d%nRESULT faults_injected %d%n", SEEDS, faults);
        assertThat(faults).isGreaterThan(SEEDS);
    }

    /// Nothing broken; else this says how it came to it, with as few events as possible.
    private static void tellIfBroken(long seed, Simulation.Run run) {
        if (!run.isGood()) {
            Simulation.Run least =
                    Simulation.run(
                            seed, Simulation.shrunk(seed, SimulatedBug.NONE), SimulatedBug.NONE);
            throw new AssertionError(
                    "seed %d: %s%n%s"
                            .formatted(seed, least.broken(), String.join("\n", least.story())));
        }
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
        System.out.printf(
                "| %s | %d | %d | %s |%n", bug, seed + 1, least, run.broken());
    }
}
