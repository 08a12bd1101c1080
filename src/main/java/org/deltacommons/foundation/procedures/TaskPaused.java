package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;

/// The clock of a deadline was stopped: whoever is next waits for something outside the case.
@FactKind("procedures.TaskPaused")
public record TaskPaused(String procedure, String id, String title, String note) {}
