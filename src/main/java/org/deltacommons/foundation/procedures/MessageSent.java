package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.jspecify.annotations.Nullable;

/// Somebody wrote a message in a case. It is a fact of the writer's home about the case.
///
/// @param place on whose behalf: an organisation's id or a division's code
/// @param text 1 to 2 000 characters; empty once it was erased
/// @param writtenIn the counterpart in which it was written; null where it was written in this case
@FactKind(value = "procedures.MessageSent", schema = 3)
public record MessageSent(
        String procedure,
        String id,
        String title,
        String place,
        @Personal String text,
        @Nullable String writtenIn) {}
