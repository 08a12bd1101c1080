package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// @param label a message key
/// @param sort the key it sorts by, if it does
public record ListColumn(String label, Align align, @Nullable String sort) {

    public static ListColumn of(String label) {
        return new ListColumn(label, Align.START, null);
    }

    public static ListColumn amount(String label) {
        return new ListColumn(label, Align.END, null);
    }

    public ListColumn sortedBy(String key) {
        return new ListColumn(label, align, key);
    }
}
