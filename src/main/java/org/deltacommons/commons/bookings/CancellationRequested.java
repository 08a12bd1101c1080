package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// The firm wants out. Only the slot's home decides whether in time: [BookingCancelled] answers.
@FactKind(value = "bookings.CancellationRequested", schema = 2)
public record CancellationRequested(String order, String booking, @Personal String reason) {}
