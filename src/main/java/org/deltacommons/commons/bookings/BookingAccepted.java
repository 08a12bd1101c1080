package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;

/// The manager accepted a slot or a package at the price that was shown; the contract can be
/// signed.
@FactKind(value = "bookings.BookingAccepted", schema = 2)
public record BookingAccepted(String order, String booking, Money price, @Personal String note) {}
