package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// Hours that nobody can book: maintenance, closure, kept by the platform.
///
/// @param weeks how often it comes again, each week at the same hours; none for once
public record EntryForm(
        @Input(options = "busyKinds") BusyKind kind,
        Instant from,
        Instant until,
        @Nullable @Input(from = 1, until = 26, unit = "form.unit.weeks", help = true) Integer weeks,
        @Nullable @Input(max = 200, help = true) String note) {

    public EntryForm {
        if (!from.isBefore(until)) {
            throw new FieldError("until", "bookings.form.until");
        }
    }
}
