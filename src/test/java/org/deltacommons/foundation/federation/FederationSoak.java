package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Runs the simulator for as many seeds as asked for, on every processor: `bin/soak federation`.
public final class FederationSoak {

    private static final long SEEDS = 100_000;
    private static final long SEEDS_QUICK = 500;

    /// Whoever runs it for hours sees that it goes on.
    private static final long TOLD_EVERY = 1_000;

    private static final String NO_BUG = SimulatedBug.NONE.name();

    private final long end;
    private final AtomicLong next;
    private final Map<String, Integer> ends = new TreeMap<>();
    private long done;
    private long failed;
    private long faults;

    private FederationSoak(long first, long seeds) {
        next = new AtomicLong(first);
        end = first + seeds;
    }

    public static void main(String[] arguments) throws Exception {
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
        FederationSoak soak = new FederationSoak(first, seeds);
        soak.run();
        System.out.printf(
                "%s, %d ms a seed%n", soak.ends, (System.nanoTime() - begun) / seeds / 1_000_000);
        System.out.printf(
                "RESULT seeds_run %d%nRESULT seeds_failed %d%nRESULT faults_injected %d%n",
                seeds, soak.failed, soak.faults);
        System.exit(soak.failed == 0 ? 0 : 1);
    }

    private void run() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(processors)) {
            for (int i = 0; i < processors; i++) {
                parts.add(workers.submit(this::work));
            }
        }
        for (Future<?> part : parts) {
            part.get();
        }
    }

    private void work() {
        try (SimulatedSeeds simulator = SimulatedSeeds.open()) {
            for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
                SimulatedSeeds.Run run = simulator.run(seed, NO_BUG);
                count(run);
                if (!run.isGood()) {
                    System.out.printf("seed %d: %s%n", seed, run.broken());
                    System.out.println(simulator.told(seed, NO_BUG));
                }
            }
        }
    }

    private synchronized void count(SimulatedSeeds.Run run) {
        faults += run.faults();
        failed += run.isGood() ? 0 : 1;
        done++;
        if (done % TOLD_EVERY == 0) {
            System.out.printf("%d seeds, %d failed%n", done, failed);
        }
        run.ends().forEach((state, count) -> ends.merge(state, count, Integer::sum));
    }
}
