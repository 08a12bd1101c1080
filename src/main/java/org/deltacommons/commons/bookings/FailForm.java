package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The machine failed: what was done until then is due, the rest is not.
///
/// @param samples measured before it failed
public record FailForm(
        @Nullable @Input(from = 0, until = 2000, unit = "form.unit.samples", help = true)
                Integer samples,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}
