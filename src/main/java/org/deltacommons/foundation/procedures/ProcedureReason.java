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
    /// The procedure knows no such action.
    ACTION_NOT_FOUND;

    @Override
    public String module() {
        return "procedures";
    }
}
