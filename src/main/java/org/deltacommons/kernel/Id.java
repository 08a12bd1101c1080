package org.deltacommons.kernel;

import java.util.Locale;

/// The name of one record for ever; the type parameter keeps an order's from a voucher's.
///
/// @param value 1 to 80 characters of `A–Z a–z 0–9 - . / : _`
public record Id<T>(String value) implements Comparable<Id<?>> {

    private static final int LENGTH_MAX = 80;

    public Id {
        if (!isId(value)) {
            throw new IllegalArgumentException("not an id: " + value);
        }
    }

    /// Whether a text could be an id.
    // By hand, because an id is made at every step and a pattern costs more than all the rest.
    public static boolean isId(String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !isLetter(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetter(c) && "-./:_".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
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
