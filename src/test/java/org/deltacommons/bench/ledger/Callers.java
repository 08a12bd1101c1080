package org.deltacommons.bench.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads that each wait for their own answer before they ask again.
final class Callers {

    /// One operation; answers whether it was done or refused.
    interface Operation {
        /// @param caller who asks
        /// @param turn how often that caller asked before
        boolean run(int caller, int turn);
    }

    private Callers() {}

    /// As fast as answers come.
    static Pace flatOut(int callers, double seconds, Operation operation) {
        return run(callers, seconds, 0, operation);
    }

    /// At a steady rate, whatever the answers take: each caller's turns are due at fixed hours, and
    /// the latency counts from then.
    static Pace paced(int callers, double seconds, double rate, Operation operation) {
        return run(callers, seconds, callers * 1e9 / rate, operation);
    }

    private static Pace run(int callers, double seconds, double nanosBetween, Operation operation) {
        LongAdder refused = new LongAdder();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Future<long[]>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int caller = i;
                all.add(
                        threads.submit(() ->
                                turns(
                                        caller,
                                        callers,
                                        start,
                                        end,
                                        nanosBetween,
                                        operation,
                                        refused)));
            }
        }
        long[] nanos = all.stream().map(Callers::get).flatMapToLong(Arrays::stream).toArray();
        return Pace.of(nanos, System.nanoTime() - start, refused.sum());
    }

    private static long[] turns(
            int caller,
            int callers,
            long start,
            long end,
            double nanosBetween,
            Operation operation,
            LongAdder refused) {
        long[] nanos = new long[1024];
        int turn = 0;
        double offset = nanosBetween * caller / callers;
        while (true) {
            long due = System.nanoTime();
            if (nanosBetween > 0) {
                due = start + (long) (offset + nanosBetween * turn);
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (due >= end) {
                return Arrays.copyOf(nanos, turn);
            }
            if (!operation.run(caller, turn)) {
                refused.increment();
            }
            if (turn == nanos.length) {
                nanos = Arrays.copyOf(nanos, turn * 2);
            }
            nanos[turn++] = System.nanoTime() - due;
        }
    }

    private static long[] get(Future<long[]> future) {
        try {
            return future.get();
        } catch (Exception failed) {
            throw new IllegalStateException("a caller failed", failed);
        }
    }
}
