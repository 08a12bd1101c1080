package org.deltacommons.bench.ledger;

import java.util.Arrays;

/// What one round came to.
///
/// @param rate operations a second that were answered
/// @param refused how many of them were refused
record Pace(double rate, double p50Ms, double p99Ms, long refused) {

    private static final double NANOS_A_MS = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    /// @param nanos the latency of every operation, in any order
    static Pace of(long[] nanos, long elapsedNanos, long refused) {
        Arrays.sort(nanos);
        return new Pace(
                nanos.length * NANOS_A_SECOND / elapsedNanos,
                at(nanos, 0.50) / NANOS_A_MS,
                at(nanos, 0.99) / NANOS_A_MS,
                refused);
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
    }
}
