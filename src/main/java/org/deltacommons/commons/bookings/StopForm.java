package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// Ends a stretch of use.
///
/// @param minutes if fewer than the clock says
public record StopForm(
        @Nullable @Input(from = 0, until = 43200, unit = "form.unit.minutes", help = true)
                Integer minutes,
        boolean abnormal,
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}
