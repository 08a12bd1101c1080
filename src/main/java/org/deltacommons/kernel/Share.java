package org.deltacommons.kernel;

import java.math.BigDecimal;

/// A share of an amount in basis points: 5 000 is one half.
///
/// @param basisPoints 0 to 10 000
public record Share(int basisPoints) {

    public Share {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("a share lies between 0 and 100 %: " + basisPoints);
        }
    }

    public static Share percent(int percent) {
        return new Share(percent * 100);
    }

    /// As a person reads it: `50%`, `33.33%`.
    @Override
    public String toString() {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
