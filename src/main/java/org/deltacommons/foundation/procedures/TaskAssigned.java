package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;

/// A task was handed to one person among those who may do it (转办).
@FactKind("procedures.TaskAssigned")
public record TaskAssigned(
        String procedure, String id, String title, String assignee, String note) {}
