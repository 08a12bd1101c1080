package org.deltacommons.surface.notices;

import org.deltacommons.kernel.Reason;

/// Why an inbox or the door for complaints says no.
public enum NoticeReason implements Reason {
    /// No such entry, or somebody else's.
    NOTICE_NOT_FOUND,
    /// No such delivery, or it is under way.
    DELIVERY_NOT_FOUND,
    /// No complaint has this code; nobody is told whether there might be one.
    COMPLAINT_CODE_NOT_FOUND,
    /// Too many from one address within an hour; values `limit`, `minutes`, `retryAfter`.
    COMPLAINTS_TOO_MANY;

    @Override
    public String module() {
        return "notices";
    }
}
