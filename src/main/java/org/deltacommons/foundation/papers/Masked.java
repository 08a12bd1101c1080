package org.deltacommons.foundation.papers;

/// Names as they may be shown to anybody.
public final class Masked {

    private Masked() {}

    /// A person's name with all but its first character hidden: 王*, 欧**. A company's name is public
    /// and is not masked.
    public static String person(String name) {
        String plain = name.strip();
        if (plain.isEmpty()) {
            return "";
        }
        int first = plain.offsetByCodePoints(0, 1);
        int hidden = Math.clamp(plain.codePointCount(first, plain.length()), 1, 2);
        return plain.substring(0, first) + "*".repeat(hidden);
    }

    /// The last four digits of a number.
    public static String number(String number) {
        int length = number.length();
        return length <= 4 ? "****" : "****" + number.substring(length - 4);
    }
}
