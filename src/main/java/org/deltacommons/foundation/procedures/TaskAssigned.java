package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;

/// A task was handed to one person among those who may do it (转办), or back to all of them.
///
/// @param assignee the person's id; empty when it went back to all
@FactKind("procedures.TaskAssigned")
public record TaskAssigned(
        String procedure, String id, String title, String assignee, String note) {}
