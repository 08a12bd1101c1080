package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The order's home gave the hold back, by two persons, because the resource's home stayed away.
/// What has not begun ends without cost; what has is between firm and provider.
///
/// @param amount what was held and is free again
/// @param since when nothing had been heard of the resource's home
@FactKind("bookings.HoldReleased")
public record HoldReleased(String order, Money amount, Instant since) {}
