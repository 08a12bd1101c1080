package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Refusal;

/// It was too late to cancel: the work has begun or was done.
@FactKind("bookings.CancellationDeclined")
public record CancellationDeclined(String order, String booking, Refusal why) {}
