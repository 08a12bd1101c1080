package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// One choice.
///
/// @param value what the form sends
/// @param label what the person reads, in their language
/// @param count how many there are, for filters
public record Option(String value, String label, @Nullable Long count) {

    public Option(String value, String label) {
        this(value, label, null);
    }
}
