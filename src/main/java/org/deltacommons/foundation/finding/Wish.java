package org.deltacommons.foundation.finding;

import java.time.Duration;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What a sentence says of money and time.
///
/// @param budget null if it names none
/// @param within from now on; null if it names no time
public record Wish(@Nullable Money budget, @Nullable Duration within) {}
