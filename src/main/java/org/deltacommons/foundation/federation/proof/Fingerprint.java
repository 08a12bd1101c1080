package org.deltacommons.foundation.federation.proof;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// A key or a card as people compare it over the telephone: the first 64 bits of its SHA-256 in
/// four groups. Enough against a slip, and against somebody in between who has days and not years;
/// the whole text is what is kept.
public final class Fingerprint {

    /// Two groups of four.
    private static final int SHOWN = 9;

    private Fingerprint() {}

    public static String of(String text) {
        String hex = HexFormat.of().formatHex(Merkle.sha256(text.getBytes(StandardCharsets.UTF_8)));
        return "%s %s %s %s"
                .formatted(
                        hex.substring(0, 4),
                        hex.substring(4, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16));
    }

    /// What a page may show of a fingerprint to somebody who is to say that they heard the rest.
    public static String begun(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length())) + " … …";
    }

    /// Whether somebody was told a fingerprint: all of it, or what [#begun] leaves out.
    public static boolean isTold(String told, String fingerprint) {
        String digits = digits(told);
        return digits.equals(digits(fingerprint))
                || (fingerprint.length() > SHOWN
                        && digits.equals(digits(fingerprint.substring(SHOWN))));
    }

    private static String digits(String fingerprint) {
        return fingerprint.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
    }
}
