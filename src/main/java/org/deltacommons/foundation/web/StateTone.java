package org.deltacommons.foundation.web;

import java.util.Locale;

/// The colour and icon that go with a state's word.
public enum StateTone {
    /// Nothing has begun: drafts.
    IDLE("circle-dotted"),
    /// Under way, somebody's turn.
    ACTIVE("progress"),
    /// Waits for somebody elsewhere.
    WAITING("hourglass"),
    /// Ended as wished.
    GOOD("circle-check"),
    /// Needs attention: returned, overdue, contested.
    WARN("alert-triangle"),
    /// Ended otherwise: refused, revoked.
    BAD("circle-x"),
    /// Ended and put away: closed, lapsed, withdrawn.
    OVER("archive");

    private final String icon;

    StateTone(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public String style() {
        return "state-" + name().toLowerCase(Locale.ROOT);
    }
}
