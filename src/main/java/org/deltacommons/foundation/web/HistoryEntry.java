package org.deltacommons.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a case's history.
///
/// @param label a message key: what was done
/// @param who the person and what they acted as
/// @param note why, in their own words
/// @param reference the fact behind it, such as `340000/1082`
/// @param href where the fact is shown
public record HistoryEntry(
        Instant at,
        String who,
        String label,
        @Nullable String note,
        @Nullable String reference,
        @Nullable String href) {

    public static HistoryEntry of(Instant at, String who, String label) {
        return new HistoryEntry(at, who, label, null, null, null);
    }

    public HistoryEntry noted(@Nullable String words) {
        return new HistoryEntry(at, who, label, words, reference, href);
    }
}
