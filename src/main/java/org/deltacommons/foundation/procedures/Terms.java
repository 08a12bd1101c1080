package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.DivisionCode;

/// Deadlines by name; implemented by the rulebook, whose dated rules say how many working days.
public interface Terms {

    /// The end of the last day of a term.
    ///
    /// @param term such as `order.accept`
    /// @return empty if no rule sets one
    Optional<Instant> due(String term, DivisionCode division, Rows rows, Instant from);
}
