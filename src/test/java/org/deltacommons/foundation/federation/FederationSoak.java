package org.deltacommons.foundation.federation;

import java.util.Map;
import java.util.TreeMap;

/// Runs the simulator for as many seeds as asked for: `bin/soak federation`.
public final class FederationSoak {

    private static final long SEEDS = 100_000;
    private static final long SEEDS_QUICK = 500;

    private FederationSoak() {}

    public static void main(String[] arguments) {
        long seeds = SEEDS;
        long first = 0;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> seeds = SEEDS_QUICK;
                case "--seeds" -> seeds = Long.parseLong(arguments[++i]);
                case "--seed" -> first = Long.parseLong(arguments[++i]);
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        SimulatedProduct.quiet(true);
        long begun = System.nanoTime();
        long failed = 0;
        long faults = 0;
        Map<String, Integer> ends = new TreeMap<>();
        try (SimulatedProduct product = new SimulatedProduct()) {
            for (long seed = first; seed < first + seeds; seed++) {
                Simulation.Run run = Simulation.run(product, seed, SimulatedBug.NONE);
                faults += run.faults();
                run.ends().forEach((state, count) -> ends.merge(state, count, Integer::sum));
                if (!run.isGood()) {
                    failed++;
                    System.out.println(Simulation.told(product, seed, SimulatedBug.NONE));
                }
            }
        }
        System.out.printf(
                "%s, %d ms a seed%n", ends, (System.nanoTime() - begun) / seeds / 1_000_000);
        System.out.printf(
                "RESULT seeds_run %d%nRESULT seeds_failed %d%nRESULT faults_injected %d%n",
                seeds, failed, faults);
        System.exit(failed == 0 ? 0 : 1);
    }
}
