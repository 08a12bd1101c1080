package org.deltacommons.commons.clearing;

import org.deltacommons.kernel.Reason;

/// Why something between provinces is refused.
public enum ClearingReason implements Reason {
    NUMBER_INVALID,
    NUMBER_TAKEN,
    PARTIES_TOO_FEW,
    PERIOD_INVALID,
    AGREEMENT_UNKNOWN,
    NOT_IN_FORCE,
    NOT_THE_LEAD,
    PERIOD_OPEN,
    ACCOUNT_INVALID,
    SAME_PERSON,
    NOTHING_LEFT,
    DAY_IN_FUTURE,
    NO_SUCH_PAYMENT,
    NOT_ANNOUNCED,
    NO_SUCH_ITEM,
    CANNOT_LEAVE_OUT,
    /// Values `province`, the first that has not signed, and `count` of all these.
    LEAD_SIGNS_LAST,
    NOT_THE_DISPUTING,
    NOT_THE_ANSWERING,
    OFFER_INVALID,
    NO_OFFER,
    FORBIDDEN,
    NOT_FOUND;

    @Override
    public String module() {
        return "clearing";
    }
}
