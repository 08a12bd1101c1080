package org.deltacommons.commons.bookings;

import java.util.EnumSet;
import java.util.Set;

/// Where a booking stands.
public enum BookingState {
    /// The slot is claimed, or the samples are in the queue; the manager has to answer.
    TAKEN,
    /// Somebody else has the slot; in the waiting list.
    WAITING,
    /// The slot became free and is kept for this one until it is answered.
    OFFERED,
    /// Accepted; the samples have not arrived yet.
    EXPECTED,
    /// The samples are there and are examined.
    RECEIVED,
    /// The firm has to confirm what it costs.
    QUOTED,
    /// Price and time are agreed; the provider's legal person has to sign.
    ACCEPTED,
    /// The firm's signatory has to sign too.
    SIGNED,
    /// The contract is in force; the work can begin.
    CONTRACTED,
    IN_USE,
    DELIVERED,
    CLOSED,
    /// By the manager, with a reason.
    REFUSED,
    /// By the firm or the provider, before any work.
    CANCELLED,
    NO_SHOW,
    /// Somebody did not act in time.
    LAPSED;

    private static final Set<BookingState> HOLDING =
            EnumSet.of(TAKEN, OFFERED, ACCEPTED, SIGNED, CONTRACTED, IN_USE);

    /// Whether a slot in this state keeps everybody else out; the database's constraint names the
    /// same states.
    public boolean holdsSlot() {
        return HOLDING.contains(this);
    }

    public boolean isOver() {
        return ordinal() >= CLOSED.ordinal();
    }
}
