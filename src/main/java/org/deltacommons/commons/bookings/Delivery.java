package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.kernel.Money;

/// What was really done, and what is due for it.
///
/// @param minutes really used; 0 for samples
/// @param samples really measured; 0 for hours
/// @param amount never more than the contract's price
/// @param report the report's number, empty if there is none
public record Delivery(
        Instant from,
        Instant until,
        long minutes,
        int samples,
        Money amount,
        boolean partial,
        String report,
        boolean accredited,
        List<Attachment> evidence,
        @Personal String note) {

    public Delivery {
        evidence = List.copyOf(evidence);
    }
}
