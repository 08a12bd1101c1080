package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// @param label a message key
/// @param sort the key it sorts by, if it does
/// @param shown whether it stands on the screen; if not, it is in files only
public record ListColumn(String label, Align align, @Nullable String sort, boolean shown) {

    public static ListColumn of(String label) {
        return new ListColumn(label, Align.START, null, true);
    }

    public static ListColumn amount(String label) {
        return new ListColumn(label, Align.END, null, true);
    }

    public ListColumn sortedBy(String key) {
        return new ListColumn(label, align, key, shown);
    }

    /// A column for which the screen has no room.
    public ListColumn onlyInFile() {
        return new ListColumn(label, align, sort, false);
    }
}
