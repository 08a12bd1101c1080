package org.deltacommons.foundation.finding;

import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Something that a sentence says besides what it is about: a place, a budget, a deadline, an
/// accreditation. What has it comes first; only what was surely meant leaves everything else out.
///
/// @param dimension of the facet that it is about; `price` for a budget, `time` for a deadline that
///   no facet knows
/// @param value of the facet; for `price` yuan, for `time` days
/// @param words as they were typed
/// @param certain whether what does not have it is left out
public record Condition(String dimension, String value, String words, boolean certain) {

    static final String PRICE = "priceMax";
    static final String TIME = "days";

    /// Names it in an address, such as `city:340100`.
    public String code() {
        return dimension + ":" + value;
    }

    Condition certainly() {
        return new Condition(dimension, value, words, true);
    }

    @Nullable Money price() {
        return dimension.equals(PRICE) ? Money.parse(value) : null;
    }
}
