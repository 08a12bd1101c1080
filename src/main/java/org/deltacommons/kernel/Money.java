package org.deltacommons.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of renminbi in whole fen; never a fraction of one, never another currency.
///
/// @param fen between −10¹⁵ and 10¹⁵ fen, so that sums of thousands of amounts cannot overflow
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);
    private static final long FEN_MAX = 1_000_000_000_000_000L;

    public Money {
        if (fen > FEN_MAX || fen < -FEN_MAX) {
            throw new ArithmeticException("an amount beyond any budget: " + fen + " fen");
        }
    }

    public static Money yuan(long yuan) {
        return new Money(Math.multiplyExact(yuan, 100L));
    }

    /// @param text such as `48,000.00` or `¥ 48000`, full-width digits allowed, at most two
    ///   decimals
    /// @throws IllegalArgumentException if it is no amount in yuan
    public static Money parse(String text) {
        String plain = Texts.halfWidth(text).replaceAll("[\\s,¥￥]", "");
        if (!plain.matches("-?\\d{1,13}(\\.\\d{1,2})?")) {
            throw new IllegalArgumentException("not an amount in yuan: " + text);
        }
        return new Money(new BigDecimal(plain).movePointRight(2).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(fen + other.fen);
    }

    public Money minus(Money other) {
        return new Money(fen - other.fen);
    }

    public Money negated() {
        return new Money(-fen);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(fen, factor));
    }

    /// The share of this amount, rounded down to the fen, as every voucher rule asks.
    public Money share(Share share) {
        return new Money(
                BigDecimal.valueOf(fen)
                        .multiply(BigDecimal.valueOf(share.basisPoints()))
                        .divide(BigDecimal.valueOf(10_000), 0, RoundingMode.FLOOR)
                        .longValueExact());
    }

    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    public Money max(Money other) {
        return fen >= other.fen ? this : other;
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /// Yuan with two decimals and thousands separators: `48,000.00`.
    @Override
    public String toString() {
        // By hand: a list shows hundreds of amounts, and a format string is read anew for each.
        StringBuilder text = new StringBuilder(Long.toString(Math.abs(fen)));
        while (text.length() < 3) {
            text.insert(0, '0');
        }
        int point = text.length() - 2;
        text.insert(point, '.');
        for (int comma = point - 3; comma > 0; comma -= 3) {
            text.insert(comma, ',');
        }
        return fen < 0 ? text.insert(0, '-').toString() : text.toString();
    }
}
