package org.deltacommons.commons.bookings;

/// Why a resource is not free.
public enum BusyKind {
    BOOKING,
    /// Calibration, repair, cleaning.
    MAINTENANCE,
    /// Holidays, moving, works in the building.
    CLOSURE,
    /// Hours that the platform keeps for itself.
    RESERVED,
    /// From the provider's own calendar, by iCalendar or API.
    EXTERNAL;

    /// Whether somebody waiting in line may hope for it.
    public boolean mayEnd() {
        return this == BOOKING;
    }

    /// Whether the manager enters it by hand.
    public boolean isByHand() {
        return this == MAINTENANCE || this == CLOSURE || this == RESERVED;
    }
}
