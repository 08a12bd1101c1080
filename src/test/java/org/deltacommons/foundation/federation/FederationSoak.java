package org.deltacommons.foundation.federation;

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
        long failed = 0;
        long faults = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Simulation.Run run = Simulation.run(seed, SimulatedBug.NONE);
            faults += run.faults();
            if (!run.isGood()) {
                failed++;
                System.out.println(Simulation.told(seed, SimulatedBug.NONE));
            }
        }
        System.out.printf(
                "RESULT seeds_run %d%nRESULT seeds_failed %d%nRESULT faults_injected %d%n",
                seeds, failed, faults);
        System.exit(failed == 0 ? 0 : 1);
    }
}
