package org.deltacommons.commons.needs;

/// Where a need stands.
public enum NeedState {
    /// Providers may answer.
    OPEN,
    /// The time for answers is over; the asker chooses.
    CHOOSING,
    /// At least one answer was accepted.
    SETTLED,
    /// The asker took none.
    CLOSED,
    WITHDRAWN,
    /// Nobody answered in time.
    UNANSWERED,
    /// The asker did not choose in time.
    LAPSED
}
