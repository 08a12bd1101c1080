package org.deltacommons.kernel;

import java.text.Normalizer;
import java.util.Locale;

/// What people type, made comparable.
public final class Texts {

    private Texts() {}

    /// Full-width letters, digits and spaces become their ordinary forms.
    public static String halfWidth(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /// A code as typed: half-width, upper case, without spaces, hyphens or dots around or inside.
    public static String code(String text) {
        return halfWidth(text).replaceAll("[\\s\\u200B\\uFEFF-]", "").toUpperCase(Locale.ROOT);
    }

    /// A name as typed: half-width, lower case, without spaces.
    public static String name(String text) {
        return halfWidth(text).replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
