package org.deltacommons.foundation.federation.proof;

import java.io.IOException;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/// JSON in the one form of RFC 8785, so that the same values have the same bytes everywhere.
public final class Canonical {

    private static final long EXACT_MAX = (1L << 53) - 1;

    private Canonical() {}

    /// @param json an object or an array
    /// @throws IllegalArgumentException for what has no exact form: a whole number that a double
    ///   would round (such numbers are text in facts), no number, half a character
    public static byte[] bytes(JsonNode json) {
        refuseInexact(json);
        try {
            return new JsonCanonicalizer(json.toString()).getEncodedUTF8();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static void refuseInexact(JsonNode json) {
        if (json.isContainer()) {
            json.propertyNames().forEach(Canonical::refuseHalfCharacters);
            json.forEach(Canonical::refuseInexact);
        } else if (json.isString()) {
            refuseHalfCharacters(json.asString());
        } else if (json.isIntegralNumber()) {
            if (!json.canConvertToLong() || Math.abs(json.asLong()) > EXACT_MAX) {
                throw new IllegalArgumentException("a double would round " + json);
            }
        } else if (json.isNumber() && !Double.isFinite(json.asDouble())) {
            throw new IllegalArgumentException("no number: " + json);
        }
    }

    private static void refuseHalfCharacters(String text) {
        List<Integer> halves =
                text.codePoints()
                        .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        .boxed()
                        .toList();
        if (!halves.isEmpty()) {
            throw new IllegalArgumentException("half a character in a text");
        }
    }
}
