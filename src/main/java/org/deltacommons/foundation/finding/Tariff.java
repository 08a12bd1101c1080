package org.deltacommons.foundation.finding;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What one unit costs whom, and under which terms somebody else may pay a part of it. What a class
/// and terms mean, the modules know that write and read them.
///
/// @param owner whose it is, by id
/// @param terms empty where nobody else pays a part
/// @param shown the price that everybody sees
/// @param prices by class of those who use it; a class that is missing has no price
public record Tariff(String owner, String terms, Money shown, Map<String, Money> prices) {

    private static final String NO_SIGNS = "[^|=, ]*";

    public Tariff {
        prices = Map.copyOf(prices);
        if (!owner.matches(NO_SIGNS)
                || !terms.matches(NO_SIGNS)
                || !prices.keySet().stream().allMatch(name -> name.matches(NO_SIGNS))) {
            throw new IllegalArgumentException("a name of a tariff holds no sign of its text");
        }
    }

    /// As an index keeps it.
    String text() {
        return terms
                + "|"
                + shown.fen()
                + "|"
                + new TreeMap<>(prices)
                        .entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue().fen())
                                .collect(Collectors.joining(","))
                + "|"
                + owner;
    }

    /// @param text as [#text] makes it
    static Tariff of(String text) {
        String[] parts = text.split("\\|", -1);
        Map<String, Money> prices = new TreeMap<>();
        for (String price : parts[2].split(",")) {
            int equals = price.indexOf('=');
            if (equals > 0) {
                prices.put(
                        price.substring(0, equals),
                        new Money(Long.parseLong(price.substring(equals + 1))));
            }
        }
        return new Tariff(parts[3], parts[0], new Money(Long.parseLong(parts[1])), prices);
    }

    /// @return null if the class has none
    public @Nullable Money price(String name) {
        return prices.get(name);
    }
}
