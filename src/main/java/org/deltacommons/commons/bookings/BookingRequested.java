package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// An order's home asks the resource's home for time or work. The answer is [SlotTaken],
/// [BookingWaits] or [BookingRefused].
///
/// @param order the order's id
/// @param from of a slot; null for samples and packages
/// @param units hours of a slot (in minutes / 60, rounded up to the resource's grid), samples, or
///   hours of a package
/// @param priced what the firm was shown, at the price of the moment it ordered
/// @param voucherPart how much of it a voucher is to pay; zero for a self-funded order
/// @param route by which the voucher pays, such as `PROVIDER_DIRECT`; empty if none
/// @param waits whether the firm wants to wait if the slot is taken
@FactKind(value = "bookings.BookingRequested", schema = 2)
public record BookingRequested(
        String order,
        String resource,
        BookingMode mode,
        @Nullable Instant from,
        @Nullable Instant until,
        int units,
        Purpose purpose,
        @Personal String description,
        String firm,
        String firmName,
        Money priced,
        Money voucherPart,
        String route,
        boolean waits) {}
