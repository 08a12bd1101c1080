package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;

/// The firm wants out. Only the slot's home decides whether in time: [BookingCancelled] answers.
@FactKind("bookings.CancellationRequested")
public record CancellationRequested(String order, String booking, String reason) {}
