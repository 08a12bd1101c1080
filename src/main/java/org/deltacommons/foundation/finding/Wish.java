package org.deltacommons.foundation.finding;

import java.time.Duration;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What a sentence says of money, time and quantity.
///
/// @param budget null if it names none
/// @param within from now on; null if it names no time
/// @param quantity null if it names none
public record Wish(@Nullable Money budget, @Nullable Duration within, @Nullable Quantity quantity) {

    /// How much is wanted.
    ///
    /// @param of `samples`, `hours` of an instrument or `gpuHours`
    /// @param count at least 1
    public record Quantity(String of, int count) {

        public Quantity {
            if (!Condition.QUANTITIES.contains(of) || count < 1) {
                throw new IllegalArgumentException("no quantity: " + count + " " + of);
            }
        }
    }
}
