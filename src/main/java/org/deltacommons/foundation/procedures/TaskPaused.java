package org.deltacommons.foundation.procedures;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The clock of a deadline was stopped: whoever is next waits for something outside the case.
///
/// @param awaits the province that the case waits for and that is away; null if a person stopped it
/// @param since when nothing had been heard of that province
@FactKind(value = "procedures.TaskPaused", schema = 3)
public record TaskPaused(
        String procedure,
        String id,
        String title,
        @Personal String note,
        @Nullable Province awaits,
        @Nullable Instant since) {}
