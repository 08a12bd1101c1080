package org.deltacommons.foundation.erasing;

import org.deltacommons.kernel.Reason;

/// Why nothing is erased.
public enum ErasingReason implements Reason {
    /// No such fact, case or person, or nothing personal was written there.
    NOTHING_FOUND,
    /// It was erased before; value `at`.
    ERASED_ALREADY,
    /// The fact is in another home's feed, and only that erases it; value `province`.
    NOT_OURS,
    /// The account is in use; value `person`.
    ACCOUNT_IN_USE,
    /// The case that it was written in goes on; value `case`.
    CASE_GOES_ON,
    /// The period of retention is not over; values `case`, `until`, the first day on which it is.
    MUST_BE_KEPT,
    /// What the second person read is not the number of the request.
    OTHER_REQUEST,
    /// Who wants it cannot agree to it.
    SAME_PERSON;

    @Override
    public String module() {
        return "erasing";
    }
}
