package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;

/// Somebody wrote a message in a case. It is a fact of the writer's home about the case.
///
/// @param place on whose behalf: an organisation's id or a division's code
/// @param text 1 to 2 000 characters
@FactKind("procedures.MessageSent")
public record MessageSent(String procedure, String id, String title, String place, String text) {}
