package org.deltacommons.foundation.rulebook;

import org.deltacommons.kernel.Reason;

/// Why the rulebook says no.
public enum RulebookReason implements Reason {
    /// The rule would begin before today.
    DATE_IN_PAST,
    /// A rule that begins later has been decided already; this one must end by then.
    LATER_VERSION,
    /// The proposer cannot approve their own.
    SECOND_PERSON,
    /// Only the proposer withdraws.
    NOT_PROPOSER,
    /// The value is none the kind of rule can have.
    VALUE_INVALID,
    /// Not a day of the calendar.
    DATE_INVALID,
    /// Not one of the divisions of the four provinces.
    DIVISION_NOT_FOUND,
    /// There is no such kind of rule.
    TOPIC_NOT_FOUND;

    @Override
    public String module() {
        return "rulebook";
    }
}
