package org.deltacommons.surface.insight;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;

/// How often was asked in a province in one month, and what was not found; the whole month each
/// time. Only what enough different organisations asked; the rest of the counts is in one figure
/// without city and field.
///
/// @param month its first day
@FactKind(value = "insight.SearchesCounted", reach = FactKind.Reach.FOUR)
public record SearchesCounted(LocalDate month, List<Figure> figures, List<Wanted> wanted) {

    public SearchesCounted {
        figures = List.copyOf(figures);
        wanted = List.copyOf(wanted);
    }

    /// @param city empty for visitors; `*` for what is too little to be told apart
    /// @param field a discipline; empty if none was recognised; `*` as above
    /// @param far how many of them were answered only by what lies near
    /// @param none how many of them had no answer
    public record Figure(String city, String field, long asked, long far, long none) {}

    /// A sentence or word that several organisations asked.
    public record Wanted(Kind kind, String text, long asked) {}

    /// Why it is told.
    public enum Kind {
        /// A word that nothing has together with the rest of what was asked.
        WORD,
        /// A sentence that was not answered, or only by what lies near.
        SENTENCE,
        /// A sentence that is often asked and answered.
        POPULAR
    }
}
