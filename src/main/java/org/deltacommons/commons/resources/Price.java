package org.deltacommons.commons.resources;

import java.time.LocalDate;
import org.deltacommons.kernel.Money;

/// What a user class pays for one unit from a day on, until a later price begins. Never edited: old
/// quotes rest on it.
///
/// @param from its first day in Asia/Shanghai
public record Price(UserClass userClass, PriceUnit unit, Money amount, LocalDate from) {

    public Price {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("a price is not negative");
        }
    }
}
