package org.deltacommons.commons.bookings;

import org.deltacommons.kernel.Reason;

/// Why a booking is refused, or a step of it.
public enum BookingsReason implements Reason {
    /// Time or units are missing or make no sense.
    REQUEST_INVALID,
    /// Time of a facility is given by a call, not booked.
    CALL_NOT_BOOKABLE,
    /// The firm is no firm of the province that asks for it.
    FIRM_FOREIGN,
    IN_THE_PAST,
    /// Values `from`, `until`, `hours`.
    NOTICE_TOO_SHORT,
    /// Value `minutes`.
    TOO_SHORT,
    /// Value `minutes`.
    TOO_LONG,
    /// Value `days`.
    TOO_FAR,
    /// Slots begin on a grid; value `minutes`.
    OFF_GRID,
    /// Outside opening hours; value `hours`.
    CLOSED,
    /// Values `from`, `until`, as for the next four.
    SLOT_TAKEN,
    MAINTENANCE,
    CLOSURE,
    RESERVED,
    BUSY_ELSEWHERE,
    /// Value `count`.
    WAITING_LIST_FULL,
    QUEUE_FULL,
    TRAINING_MISSING,
    /// A duty-free instrument for another purpose; value `purpose`.
    CUSTOMS_NOTICE_MISSING,
    /// The manager refused; the note says why.
    REFUSED_BY_MANAGER,
    /// Nobody answered until `at`.
    NOT_ANSWERED,
    QUOTE_EXPIRED,
    OFFER_EXPIRED,
    /// The time in the waiting list came without the slot.
    WAITED_IN_VAIN,
    /// The slot began without a contract.
    NOT_CONTRACTED,
    WORK_BEGUN,
    /// Value `number`.
    CONTRACT_NUMBER_TAKEN,
    SIGNED_IN_FUTURE,
    /// A contract cannot go back to this step of it; value `step`.
    NOT_BACK_THERE,
    /// The slot begins at `at`.
    NOT_BEGUN,
    /// The slot has passed.
    SLOT_OVER,
    NOT_A_SLOT,
    /// Another booking uses the machine until `until`.
    MACHINE_IN_USE,
    LOG_RUNNING,
    LOG_STOPPED,
    /// A stretch that ends later than now; value `until`.
    LOG_IN_FUTURE,
    /// Some of it is logged already; values `from`, `until`.
    LOG_OVERLAPS,
    /// All hours of the package are used up.
    PACKAGE_EXHAUSTED,
    /// Nothing was logged.
    NOTHING_USED,
    SAMPLES_MISSING,
    /// More samples than the contract; value `count`.
    SAMPLES_TOO_MANY,
    /// Neither the instrument nor the provider may put the CMA mark on it.
    CMA_NOT_HELD,
    NOT_A_PACKAGE,
    /// Some bookings are in the way; values `from`, `until`.
    BOOKINGS_IN_THE_WAY,
    ENTRY_NOT_FOUND,
    CALENDAR_INVALID,
    /// Value `count`.
    CALENDAR_TOO_MANY,
    PERMIT_NOT_FOUND,
    NOT_DUTY_FREE,
    RESOURCE_NOT_FOUND,
    PLACE_FORBIDDEN;

    @Override
    public String module() {
        return "bookings";
    }
}
