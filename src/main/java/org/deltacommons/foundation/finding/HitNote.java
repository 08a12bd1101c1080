package org.deltacommons.foundation.finding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a higher module says under a hit.
///
/// @param kind names the sentence, `finding.note.<kind>`, and the icon of it
/// @param values what the sentence says, for people and for machines: amounts, periods, words
/// @param href where it leads, null if nowhere
public record HitNote(String kind, Map<String, Object> values, @Nullable String href) {

    public HitNote {
        values = Map.copyOf(values);
    }
}
