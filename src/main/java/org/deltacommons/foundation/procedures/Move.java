package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What an action makes of a case, and what else happens in the same Unit.
///
/// @param after the case as it shall be
/// @param note why, in the words of whoever acted; kept in the history
/// @param before an hour after which it must not happen, with its refusal
public record Move<C extends Case>(
        C after,
        List<Part> parts,
        @Nullable String note,
        @Nullable Instant before,
        @Nullable Refusal late) {

    public Move {
        parts = List.copyOf(parts);
    }

    public static <C extends Case> Move<C> to(C after, Part... parts) {
        return new Move<>(after, List.of(parts), null, null, null);
    }

    public Move<C> with(Part... more) {
        return with(List.of(more));
    }

    public Move<C> with(Collection<? extends Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Move<>(after, all, note, before, late);
    }

    public Move<C> noting(@Nullable String words) {
        return new Move<>(
                after, parts, words == null || words.isBlank() ? null : words, before, late);
    }

    public Move<C> before(Instant hour, Refusal refusal) {
        return new Move<>(after, parts, note, hour, refusal);
    }
}
