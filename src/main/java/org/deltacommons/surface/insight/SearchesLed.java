package org.deltacommons.surface.insight;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;

/// How many searches of a province led somewhere in one month; the whole month each time. By city
/// and field only what enough different organisations asked, as in [SearchesCounted].
///
/// @param month its first day
@FactKind(value = "insight.SearchesLed", reach = FactKind.Reach.FOUR)
public record SearchesLed(LocalDate month, List<Figure> figures, List<Place> places) {

    public SearchesLed {
        figures = List.copyOf(figures);
        places = List.copyOf(places);
    }

    /// @param city as in [SearchesCounted.Figure]
    /// @param opened searches after which a hit was opened
    /// @param ordered searches after which something that was opened was ordered
    public record Figure(String city, String field, long opened, long ordered) {}

    /// @param place of hits, from 1; 0 for those that came later or after narrowing
    /// @param opened how many hits were opened there
    public record Place(int place, long opened, long ordered) {}
}
