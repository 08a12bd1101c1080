package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The samples arrived (确认收样).
///
/// @param remark how they arrived: damaged, wet, not as declared
public record SamplesForm(
        @Input(from = 1, until = 2000, unit = "form.unit.samples") int samples,
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String remark) {}
