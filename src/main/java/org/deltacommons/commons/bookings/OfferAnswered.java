package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;

/// The firm takes the slot it was offered, or lets it go. [SlotTaken], [BookingCancelled] or
/// [BookingRefused] answers.
@FactKind("bookings.OfferAnswered")
public record OfferAnswered(String order, String booking, boolean accepted) {}
