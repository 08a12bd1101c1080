package org.deltacommons.bench.search;

import java.util.Arrays;
import java.util.Locale;

/// How long each of many answers took.
final class Times {

    private long[] nanos = new long[1_024];
    private int count;

    synchronized void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    /// In milliseconds; the largest of the smallest so many of a hundred.
    double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int at = (int) Math.ceil(count * percent / 100) - 1;
        return count == 0 ? Double.NaN : sorted[Math.max(0, at)] / 1e6;
    }

    /// Cells of a table: p50, p95, p99.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f | %.2f | %.2f", percentile(50), percentile(95), percentile(99));
    }
}
