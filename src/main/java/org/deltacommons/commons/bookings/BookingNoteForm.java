package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// A step that may carry words to the firm.
public record BookingNoteForm(
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}
