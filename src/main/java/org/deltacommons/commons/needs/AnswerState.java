package org.deltacommons.commons.needs;

/// Where an answer stands, as its own home knows.
public enum AnswerState {
    /// On its way to the need's home.
    SENT,
    /// The asker sees it.
    RECEIVED,
    /// The asker has asked back.
    ASKED,
    ACCEPTED,
    /// The need ended without it.
    PASSED_OVER,
    /// The need's home did not take it: it came too late.
    REFUSED,
    WITHDRAWN
}
