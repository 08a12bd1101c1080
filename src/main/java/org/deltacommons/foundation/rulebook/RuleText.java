package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One dated text of a rule. Never edited: what changes is a new version.
///
/// @param version counted from 1 within topic and division
/// @param from the first day, Asia/Shanghai
/// @param until the first day after; null while nothing ends it
/// @param value the kind's record as JSON
/// @param source the document it stands in
/// @param proposedBy the id of the person who proposed it; `seed` for what was loaded
/// @param approvedBy the id of a second person; `seed` for what was loaded
/// @param seeded whether it was loaded and not decided here: unless it is law, an example
public record RuleText(
        int version,
        LocalDate from,
        @Nullable LocalDate until,
        JsonNode value,
        String source,
        Certainty certainty,
        String proposedBy,
        String approvedBy,
        boolean seeded) {

    static final String SEED = "seed";

    public RuleText {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a rule ends after it begins: " + from);
        }
        if (!seeded && proposedBy.equals(approvedBy)) {
            throw new IllegalArgumentException("nobody approves their own rule: " + proposedBy);
        }
    }

    /// Half-open: in force on its first day, no longer on the day it ends.
    public boolean isInForce(LocalDate on) {
        return !on.isBefore(from) && (until == null || on.isBefore(until));
    }

    /// 示例值,以正式文件为准.
    public boolean isExample() {
        return seeded && certainty != Certainty.LAW;
    }
}
