package org.deltacommons.commons.enterprises;

/// Where a move to another province stands.
public enum RelocationState {
    /// At the former home: the receiving province has to answer.
    ASKED,
    /// At the receiving province: an officer looks at the new registration.
    TO_EXAMINE,
    MOVED,
    REFUSED
}
