package org.deltacommons.foundation.procedures;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The clock of a deadline runs again; the working days that were left are left again.
///
/// @param due null if the case has no deadline and only waited
/// @param awaits the province that is back; null if a person let it run again
@FactKind(value = "procedures.TaskResumed", schema = 3)
public record TaskResumed(
        String procedure,
        String id,
        String title,
        @Personal String note,
        @Nullable Instant due,
        @Nullable Province awaits) {}
