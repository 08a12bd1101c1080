package org.deltacommons.commons.resources.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of an import as it was judged.
///
/// @param line its number in the file
/// @param resource the id it stands for; null if it has no number
public record Line(
        int line,
        @Nullable String resource,
        Verdict verdict,
        @Nullable Draft draft,
        List<CellFault> faults) {

    /// What the row would do.
    public enum Verdict {
        FRESH,
        CHANGED,
        SAME,
        WRONG
    }

    public Line {
        faults = List.copyOf(faults);
    }
}
