package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.jspecify.annotations.Nullable;

/// The slot is the order's, or its samples are in the queue, subject to the manager's acceptance.
///
/// @param queuePosition of samples, from 1; 0 for slots and packages
/// @param promised the day by which queued work is promised
/// @param answerUntil until when the manager has to answer
@FactKind("bookings.SlotTaken")
public record SlotTaken(
        String order,
        String booking,
        String resource,
        @Nullable Instant from,
        @Nullable Instant until,
        int queuePosition,
        @Nullable LocalDate promised,
        @Nullable Instant answerUntil,
        @Nullable Instant cancelFreelyUntil) {}
