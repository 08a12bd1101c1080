package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.web.FieldError;

/// A part of a package's hours gets its time.
public record TimeForm(Instant from, Instant until) {

    public TimeForm {
        if (!from.isBefore(until)) {
            throw new FieldError("until", "bookings.form.until");
        }
    }
}
