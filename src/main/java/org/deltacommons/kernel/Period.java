package org.deltacommons.kernel;

import java.time.Duration;
import java.time.Instant;

/// A half-open span of time: `from` belongs to it, `until` does not, so that neighbours never
/// overlap.
///
/// @param from first instant
/// @param until first instant after; later than `from`
public record Period(Instant from, Instant until) {

    /// All of time; what a claim of absence lasts.
    public static final Period ALWAYS =
            new Period(
                    Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "a period ends after it begins: " + from + "/" + until);
        }
    }

    public boolean overlaps(Period other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
