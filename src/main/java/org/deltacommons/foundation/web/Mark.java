package org.deltacommons.foundation.web;

import java.util.Locale;

/// The small sign beside a value or a condition. Never green without data: what nobody could check
/// is [#NOT_VERIFIED].
public enum Mark {
    MET("circle-check"),
    NOT_MET("circle-x"),
    NOT_VERIFIED("help-circle"),
    INFO("info-circle"),
    WARN("alert-triangle");

    private final String icon;

    Mark(String icon) {
        this.icon = icon;
    }

    /// The name of its Tabler icon.
    public String icon() {
        return icon;
    }

    /// The style class `mark-met`, `mark-not-met`, ….
    public String style() {
        return "mark-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
