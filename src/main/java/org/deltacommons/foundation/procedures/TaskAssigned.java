package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// A task was handed to one person among those who may do it (转办), or back to all of them.
///
/// @param assignee the person's id; empty when it went back to all
@FactKind(value = "procedures.TaskAssigned", schema = 2)
public record TaskAssigned(
        String procedure, String id, String title, String assignee, @Personal String note) {}
