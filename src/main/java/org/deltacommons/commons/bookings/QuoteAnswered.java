package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The firm confirms the quote, or declines it, which ends the booking.
@FactKind("bookings.QuoteAnswered")
public record QuoteAnswered(
        String order, String booking, boolean confirmed, Money price, Money voucherPart) {}
