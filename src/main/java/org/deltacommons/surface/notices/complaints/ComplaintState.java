package org.deltacommons.surface.notices.complaints;

/// Where a complaint stands.
public enum ComplaintState {
    RECEIVED,
    ANSWERED,
    REJECTED
}
