package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.kernel.Money;

/// What was really done and what it costs, with the evidence by hash. Partial when the machine
/// failed or fewer samples were measured; the order's home releases what is not needed.
///
/// @param minutes really used, from the log; 0 for samples
/// @param samples really measured; 0 for hours
/// @param amount what is due, never more than the contract's price
/// @param report the report's number, empty if the work has none
/// @param accredited whether the report carries the CMA mark
/// @param evidence usage log, report
@FactKind(value = "bookings.ServiceDelivered", schema = 3)
public record ServiceDelivered(
        String order,
        String booking,
        Instant from,
        Instant until,
        long minutes,
        int samples,
        Money amount,
        boolean partial,
        String report,
        boolean accredited,
        List<Attachment> evidence,
        @Personal String note) {}
