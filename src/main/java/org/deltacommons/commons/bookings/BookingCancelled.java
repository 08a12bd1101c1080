package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// The booking has ended before any work.
///
/// @param by `FIRM`, `PROVIDER`, `NO_SHOW`, or `ISSUER` where the hold was given back
/// @param late whether after the cut-off that was shown before booking
@FactKind(value = "bookings.BookingCancelled", schema = 2)
public record BookingCancelled(
        String order, String booking, String by, boolean late, @Personal String reason) {}
