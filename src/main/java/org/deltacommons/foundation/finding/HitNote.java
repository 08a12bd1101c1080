package org.deltacommons.foundation.finding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a higher module says under a hit.
///
/// @param kind names the sentence, `finding.note.<kind>`
/// @param values what the sentence says, for people and for machines: amounts, periods, words
/// @param href where it leads, null if nowhere
public record HitNote(String kind, About about, Map<String, Object> values, @Nullable String href) {

    /// What it speaks of.
    public enum About {
        TIME("calendar-event"),
        MONEY("cash");

        private final String icon;

        About(String icon) {
            this.icon = icon;
        }

        /// A Tabler icon's name without `ti-`.
        String icon() {
            return icon;
        }
    }

    public HitNote {
        values = Map.copyOf(values);
    }
}
