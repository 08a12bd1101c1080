package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.jspecify.annotations.Nullable;

/// A case went from one state to another. The history of a case is these facts.
///
/// @param from empty when it was opened
/// @param note why, in the words of whoever moved it; empty once erased
/// @param next who is next, as `ROLE@place`
@FactKind(value = "procedures.CaseMoved", schema = 2)
public record CaseMoved(
        String procedure,
        String id,
        String title,
        String from,
        String to,
        String action,
        @Nullable @Personal String note,
        @Nullable Instant due,
        List<String> next) {}
