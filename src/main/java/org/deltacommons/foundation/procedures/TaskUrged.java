package org.deltacommons.foundation.procedures;

import java.util.List;
import org.deltacommons.foundation.lane.FactKind;

/// Somebody whose case it is asked whoever is next to hurry (催办).
@FactKind("procedures.TaskUrged")
public record TaskUrged(String procedure, String id, String title, List<String> next, int times) {}
