package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.kernel.Money;

/// That no voucher pays any more, because this province had stayed away.
///
/// @param since when nothing had been heard of it at the order's home
/// @param at when the hold was given back there
public record Released(Money amount, Instant since, Instant at) {}
