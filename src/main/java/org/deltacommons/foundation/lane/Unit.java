package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a decision wants to happen: parts that stand or fall together, and the answer to the
/// caller.
///
/// @param answer a record that can be written as JSON and given again for the same key
/// @param parts at most 2 000, in the order in which they shall be judged
/// @param before an hour after which it must not happen, judged by the lane's clock at commit
/// @param late the refusal if that hour has come
public record Unit<A>(
        A answer, List<Part> parts, @Nullable Instant before, @Nullable Refusal late) {

    private static final int PARTS_MAX = 2_000;

    public Unit {
        parts = List.copyOf(parts);
        if (parts.size() > PARTS_MAX) {
            throw new IllegalArgumentException("a Unit is bounded: " + parts.size() + " parts");
        }
        if ((before == null) != (late == null)) {
            throw new IllegalArgumentException("an hour and its refusal come together");
        }
    }

    public static <A> Unit<A> of(A answer, Part... parts) {
        return new Unit<>(answer, List.of(parts), null, null);
    }

    public static <A> Unit<A> of(A answer, Collection<? extends Part> parts) {
        return new Unit<>(answer, List.copyOf(parts), null, null);
    }

    public Unit<A> plus(Collection<? extends Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Unit<>(answer, all, before, late);
    }

    public Unit<A> before(Instant hour, Refusal refusal) {
        return new Unit<>(answer, parts, hour, refusal);
    }
}
