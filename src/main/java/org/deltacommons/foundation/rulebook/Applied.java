package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// A rule as it applies on a day.
///
/// @param value what it says
/// @param version to be recorded by the decision that uses it
/// @param from its first day
/// @param until the first day after, if it ends
/// @param seeded whether it was loaded and not decided here
public record Applied<T extends Record>(
        T value,
        RuleVersion version,
        Certainty certainty,
        LocalDate from,
        @Nullable LocalDate until,
        boolean seeded) {

    /// 示例值,以正式文件为准: it was loaded and is no law.
    public boolean isExample() {
        return seeded && certainty != Certainty.LAW;
    }
}
