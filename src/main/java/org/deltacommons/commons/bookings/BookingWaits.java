package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;

/// The slot is taken by somebody else; the order stands in the waiting list.
///
/// @param position from 1
@FactKind("bookings.BookingWaits")
public record BookingWaits(String order, String booking, String resource, int position) {}
