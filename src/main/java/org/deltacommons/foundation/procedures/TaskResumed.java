package org.deltacommons.foundation.procedures;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;

/// The clock of a deadline runs again; the working days that were left are left again.
@FactKind("procedures.TaskResumed")
public record TaskResumed(String procedure, String id, String title, String note, Instant due) {}
