package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What the work costs, after the samples were examined.
public record QuoteForm(
        @Input(from = 0) Money price,
        @Input(from = 1, until = 2000, unit = "form.unit.samples") int units,
        @Nullable LocalDate promised,
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String note) {}
