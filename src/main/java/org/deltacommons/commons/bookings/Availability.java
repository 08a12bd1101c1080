package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;

/// When a resource is free. What another province's machine is doing is known from its facts, and
/// as old as the last of them; only the resource's home decides.
public interface Availability {

    /// @param periods in which something can be booked, on the resource's grid, in order
    /// @param lastSynchronised the moment for which this holds: now where the resource is at home
    ///   here, else when its home last told a change; null if it never told one
    record Free(List<Period> periods, @Nullable Instant lastSynchronised) {
        public Free {
            periods = List.copyOf(periods);
        }
    }

    /// @param busy of the period; at the resource's home with what they are
    /// @param externalAt when the provider's own calendar last came in; null if it never did
    record Times(Free free, List<Busy> busy, @Nullable Instant externalAt) {
        public Times {
            busy = List.copyOf(busy);
        }
    }

    /// For pages.
    Free free(Resource resource, Period during);

    /// Both of the same agenda, for calendars that show the one between the other; asked with other
    /// questions.
    Supplier<Times> times(Resource resource, Period during, Together together);

    /// For decisions: reads the agenda by id, guarded at home.
    Free free(Resource resource, Period during, Rows rows);

    /// The busy times of a period, for calendars; at the resource's home with what they are.
    List<Busy> busy(Resource resource, Period during);

    /// When the provider's own calendar last came in; null if it never did.
    @Nullable Instant externalAt(Resource resource);
}
