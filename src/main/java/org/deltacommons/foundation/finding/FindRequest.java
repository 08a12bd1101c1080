package org.deltacommons.foundation.finding;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What somebody looks for.
///
/// @param text in their own words; anything at all, blank for everything
/// @param chosen values by dimension: any of one dimension, all dimensions together
/// @param priceMin in the lowest price, inclusive
/// @param priceMax inclusive
/// @param after the cursor of the page before
/// @param size 1 to 100
/// @param ignored codes of conditions in the sentence that the person has taken back
public record FindRequest(
        String text,
        Map<String, List<String>> chosen,
        @Nullable Money priceMin,
        @Nullable Money priceMax,
        Order order,
        @Nullable String after,
        int size,
        List<String> ignored) {

    private static final int VALUES_MAX = 60;
    private static final int VALUE_LENGTH_MAX = 100;

    /// What comes first.
    public enum Order {
        FIT,
        PRICE,
        NAME
    }

    public FindRequest {
        Map<String, List<String>> bounded = new LinkedHashMap<>();
        chosen.forEach((dimension, values) -> {
            List<String> kept = bounded(values);
            if (!kept.isEmpty()) {
                bounded.put(dimension, kept);
            }
        });
        chosen = bounded;
        size = Math.clamp(size, 1, 100);
        ignored = bounded(ignored);
    }

    private static List<String> bounded(Collection<String> values) {
        return values.stream()
                .filter(value -> !value.isBlank() && value.length() <= VALUE_LENGTH_MAX)
                .distinct()
                .limit(VALUES_MAX)
                .toList();
    }

    public static FindRequest of(String text) {
        return new FindRequest(text, Map.of(), null, null, Order.FIT, null, 20, List.of());
    }

    public FindRequest choosing(String dimension, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(chosen);
        more.put(dimension, List.of(values));
        return new FindRequest(text, more, priceMin, priceMax, order, after, size, ignored);
    }

    public FindRequest ordered(Order by) {
        return new FindRequest(text, chosen, priceMin, priceMax, by, after, size, ignored);
    }

    public FindRequest page(@Nullable String cursor, int items) {
        return new FindRequest(text, chosen, priceMin, priceMax, order, cursor, items, ignored);
    }

    public FindRequest priced(@Nullable Money min, @Nullable Money max) {
        return new FindRequest(text, chosen, min, max, order, after, size, ignored);
    }
}
