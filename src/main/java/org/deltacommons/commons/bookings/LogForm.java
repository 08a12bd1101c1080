package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;

/// A stretch of use that was not logged when it happened (补录), with the reason.
public record LogForm(
        Instant from, Instant until, @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {

    public LogForm {
        if (!from.isBefore(until)) {
            throw new FieldError("until", "bookings.form.until");
        }
    }
}
