package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;

/// The operator started the log.
@FactKind("bookings.ServiceBegun")
public record ServiceBegun(String order, String booking, Instant at) {}
