package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// After examining the samples the provider says what the work costs. The firm answers with
/// [QuoteAnswered] until the quote expires; the hold is adjusted in the same step.
@FactKind(value = "bookings.QuoteGiven", schema = 2)
public record QuoteGiven(
        String order,
        String booking,
        Money price,
        int units,
        @Nullable LocalDate promised,
        @Nullable Instant validUntil,
        @Personal String note) {}
