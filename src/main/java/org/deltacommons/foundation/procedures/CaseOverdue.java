package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;

/// A deadline passed and nobody had acted; those named are told.
@FactKind("procedures.CaseOverdue")
public record CaseOverdue(
        String procedure, String id, String title, String state, Instant due, List<String> told) {}
