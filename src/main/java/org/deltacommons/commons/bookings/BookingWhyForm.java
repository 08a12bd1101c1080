package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;

/// Why somebody says no; the firm reads it.
public record BookingWhyForm(
        @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String why) {}
