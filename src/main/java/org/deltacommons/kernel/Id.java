package org.deltacommons.kernel;

import java.util.Locale;

/// The name of one record for ever; the type parameter keeps an order's from a voucher's.
///
/// @param value 1 to 80 characters of `A–Z a–z 0–9 - . / : _`
public record Id<T>(String value) implements Comparable<Id<?>> {

    public Id {
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9./:_-]{0,79}")) {
            throw new IllegalArgumentException("not an id: " + value);
        }
    }

    public static <T> Id<T> of(String value) {
        return new Id<>(value);
    }

    /// As people write it on paper.
    public String number() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Id<?> other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
