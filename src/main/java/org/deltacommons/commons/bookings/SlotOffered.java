package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.jspecify.annotations.Nullable;

/// The slot that the order waits for became free and is kept for it. The firm answers with
/// [OfferAnswered]; unanswered, the offer goes to the next in line and [BookingRefused] is told.
///
/// @param answerUntil null if no rule sets a deadline; the slot's beginning ends it in any case
@FactKind("bookings.SlotOffered")
public record SlotOffered(
        String order,
        String booking,
        String resource,
        Instant from,
        Instant until,
        @Nullable Instant answerUntil) {}
