package org.deltacommons.foundation.procedures;

import org.deltacommons.kernel.Reason;

/// Why a procedure says no.
public enum ProcedureReason implements Reason {
    /// There is none, or the asker may not know of it.
    NOT_FOUND,
    /// The case is in a state that the action does not leave.
    NOT_NOW,
    /// The actor is none of those who may.
    FORBIDDEN,
    /// The page was older than the case.
    CHANGED_MEANWHILE,
    /// The task was handed to somebody else.
    ASSIGNED_TO_OTHER,
    /// A message without words, or with too many.
    MESSAGE_INVALID,
    /// Nobody is waited for.
    NOBODY_TO_URGE,
    /// Urged less than a day ago.
    URGED_TOO_MANY,
    /// The person handed to may not do the task.
    ASSIGNEE_INVALID,
    /// There is no deadline to stop, or the law does not let this one stop.
    NOT_PAUSABLE,
    /// The clock stands still already.
    PAUSED_ALREADY,
    /// The clock is running.
    NOT_PAUSED,
    /// The procedure knows no such action.
    ACTION_NOT_FOUND,
    /// A form with fields that cannot be read.
    FORM_INVALID,
    /// An Idempotency-Key of no or of more than 200 characters.
    KEY_INVALID,
    /// An If-Match that is no version.
    VERSION_INVALID,
    /// Nothing was selected, or too much at once.
    SELECTION_INVALID,
    /// Not the calendar of one's own province.
    CALENDAR_FORBIDDEN,
    /// A fact of a moment ago that its home has not signed yet.
    RECEIPT_NOT_FOUND,
    /// Days outside the year.
    CALENDAR_INVALID;

    @Override
    public String module() {
        return "procedures";
    }
}
