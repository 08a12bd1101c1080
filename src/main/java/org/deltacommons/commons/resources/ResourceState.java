package org.deltacommons.commons.resources;

/// Where a resource stands. Never deleted.
public enum ResourceState {
    REGISTERED,
    PENDING_REVIEW,
    PUBLISHED,
    UNDER_REPAIR,
    /// A duty-free instrument used otherwise than declared, until customs has spoken.
    CUSTOMS_LOCK,
    WITHDRAWN,
    SCRAPPED;

    /// Whether it is offered: listed, findable, though perhaps not bookable just now.
    public boolean isListed() {
        return this == PUBLISHED || this == UNDER_REPAIR || this == CUSTOMS_LOCK;
    }

    /// Whether it was offered once, so that its page stays readable.
    public boolean wasListed() {
        return isListed() || this == WITHDRAWN || this == SCRAPPED;
    }
}
