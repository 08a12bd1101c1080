package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Refusal;

/// The resource's home says no: the slot is taken, outside opening hours, the manager refused,
/// nobody answered in time. The order's home releases the hold on this.
///
/// @param booking empty if there never was one
/// @param why the refusal with its values, for the firm to read
/// @param note the manager's words, empty if none
@FactKind(value = "bookings.BookingRefused", schema = 2)
public record BookingRefused(String order, String booking, Refusal why, @Personal String note) {}
