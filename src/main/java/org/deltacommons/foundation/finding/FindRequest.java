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
/// @param measure by which hits are put in order; null where the order needs none
public record FindRequest(
        String text,
        Map<String, List<String>> chosen,
        @Nullable Money priceMin,
        @Nullable Money priceMax,
        Order order,
        @Nullable String after,
        int size,
        List<String> ignored,
        @Nullable Measure measure) {

    private static final int VALUES_MAX = 60;
    private static final int VALUE_LENGTH_MAX = 100;

    /// What comes first. What is equal stands by its fit, then by its id.
    public enum Order {
        FIT,
        /// From whoever looks, city to city.
        DISTANCE,
        /// The next free slot.
        FREE,
        /// What whoever looks would pay themselves.
        OWN,
        /// The price that everybody sees.
        PRICE,
        NAME;

        /// The text of which its number is a function; null where it needs no measure.
        Measure.@Nullable By by() {
            return switch (this) {
                case DISTANCE -> Measure.By.PLACE;
                case FREE -> Measure.By.OPENINGS;
                case OWN -> Measure.By.TARIFF;
                case FIT, PRICE, NAME -> null;
            };
        }
    }

    public FindRequest {
        if ((measure == null ? null : measure.by()) != order.by()) {
            throw new IllegalArgumentException("the measure is not of this order: " + order);
        }
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

    /// In an order that needs no measure.
    public FindRequest(
            String text,
            Map<String, List<String>> chosen,
            @Nullable Money priceMin,
            @Nullable Money priceMax,
            Order order,
            @Nullable String after,
            int size,
            List<String> ignored) {
        this(text, chosen, priceMin, priceMax, order, after, size, ignored, null);
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
        return new FindRequest(
                text, more, priceMin, priceMax, order, after, size, ignored, measure);
    }

    public FindRequest ordered(Order by) {
        return ordered(by, null);
    }

    /// @param measured null where the order needs none
    public FindRequest ordered(Order by, @Nullable Measure measured) {
        return new FindRequest(
                text, chosen, priceMin, priceMax, by, after, size, ignored, measured);
    }

    public FindRequest page(@Nullable String cursor, int items) {
        return new FindRequest(
                text, chosen, priceMin, priceMax, order, cursor, items, ignored, measure);
    }

    public FindRequest priced(@Nullable Money min, @Nullable Money max) {
        return new FindRequest(text, chosen, min, max, order, after, size, ignored, measure);
    }
}
