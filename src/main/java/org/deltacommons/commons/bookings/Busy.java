package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.kernel.Period;

/// A time at which a resource is not free, half-open, the buffer included.
///
/// @param ref what it is: a booking's id, `m-…` for an entry by hand, `x-…` for an external one;
///   empty where only the time is known
/// @param note for the provider's own eyes
public record Busy(String ref, BusyKind kind, Instant from, Instant until, String note) {

    public Busy {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a busy time ends after it begins");
        }
    }

    public Period during() {
        return new Period(from, until);
    }

    Busy until(Instant earlier) {
        return new Busy(ref, kind, from, earlier, note);
    }

    /// What everybody may know: the time and its kind, no names.
    Busy published() {
        return new Busy("", kind, from, until, "");
    }
}
