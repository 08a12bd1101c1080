package org.deltacommons.commons.enterprises;

import org.deltacommons.kernel.Reason;

/// Why a change of an enterprise's record is refused.
public enum EnterprisesReason implements Reason {
    /// There is none, or the asker may not know of it.
    NOT_FOUND,
    /// The asker may look and not write this.
    FORBIDDEN,
    /// An officer has verified the year's figures; the firm cannot declare others.
    VERIFIED_ALREADY,
    /// Nobody has declared figures that could be verified.
    NO_FIGURES,
    /// The day or year lies in the future.
    FUTURE_INVALID,
    /// A newer answer of the register is known.
    OLDER_INVALID,
    /// The year's status is there already, or two would cover the same day.
    STATUS_OVERLAPS,
    /// A firm moves to another province; within one its registration is simply recorded.
    SAME_PROVINCE,
    /// It is on its way already.
    MOVE_OPEN,
    /// No next secret of the cross-check hash is at this node, or it is the one in use.
    NO_NEXT_PERSON_KEY,
    /// Not a question that can be answered.
    QUESTION_INVALID;

    @Override
    public String module() {
        return "enterprises";
    }
}
