package org.deltacommons.foundation.web;

/// How far a step of a procedure is.
public enum StepState {
    DONE,
    CURRENT,
    AHEAD,
    /// Here the case ended before its goal: refused, withdrawn, lapsed.
    STOPPED
}
