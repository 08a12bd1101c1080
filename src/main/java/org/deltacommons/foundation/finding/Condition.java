package org.deltacommons.foundation.finding;

import java.util.Set;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Something that a sentence says besides what it is about: a place, a budget, a deadline, an
/// accreditation. What has it comes first; only what was surely meant leaves everything else out.
///
/// @param dimension of the facet that it is about; [#PRICE] for a budget, [#TIME] for a deadline
///   that no facet knows, one of [#QUANTITIES] for how much is wanted
/// @param value of the facet; for a budget yuan, for a deadline days, else how many
/// @param words as they were typed
/// @param certain whether what does not have it is left out
public record Condition(String dimension, String value, String words, boolean certain) {

    static final String PRICE = "priceMax";
    static final String TIME = "days";

    static final String SAMPLES = "samples";

    /// Of an instrument.
    static final String HOURS = "hours";

    static final String GPU_HOURS = "gpuHours";

    static final Set<String> QUANTITIES = Set.of(SAMPLES, HOURS, GPU_HOURS);

    /// Names it in an address, such as `city:340100`.
    public String code() {
        return dimension + ":" + value;
    }

    Condition certainly() {
        return new Condition(dimension, value, words, true);
    }

    /// Whether no document can show it: it leaves nothing out and brings nothing forward, and what
    /// is said under a hit goes by it.
    boolean isOnlySaid() {
        return dimension.equals(TIME) || QUANTITIES.contains(dimension);
    }

    @Nullable Money price() {
        return dimension.equals(PRICE) ? Money.parse(value) : null;
    }
}
