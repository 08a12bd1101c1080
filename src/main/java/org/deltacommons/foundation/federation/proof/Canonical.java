package org.deltacommons.foundation.federation.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.erdtman.jcs.NumberToJSON;
import tools.jackson.databind.JsonNode;

/// JSON in the one form of RFC 8785, so that the same values have the same bytes everywhere.
/// Written from the tree at once: the library's own writer reads a text anew, which made it a third
/// of what a fact costs on its way. Numbers with a fraction are the library's, and a test holds the
/// whole against it.
public final class Canonical {

    private static final long EXACT_MAX = (1L << 53) - 1;
    private static final int USUAL_LENGTH = 512;

    private Canonical() {}

    /// @param json an object or an array
    /// @throws IllegalArgumentException for what has no exact form: a whole number that a double
    ///   would round (such numbers are text in facts), no number, half a character
    public static byte[] bytes(JsonNode json) {
        if (!json.isContainer()) {
            throw new IllegalArgumentException("neither an object nor an array");
        }
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        write(json, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode json, StringBuilder to) {
        switch (json.getNodeType()) {
            case OBJECT -> object(json, to);
            case ARRAY -> array(json, to);
            case STRING -> quote(json.stringValue(), to);
            case NUMBER -> number(json, to);
            case BOOLEAN -> to.append(json.booleanValue());
            case NULL -> to.append("null");
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException("no JSON: " + json.getNodeType());
        }
    }

    /// By UTF-16 units (section 3.2.3), which is how Java compares texts.
    private static void object(JsonNode json, StringBuilder to) {
        List<String> names = new ArrayList<>(json.propertyNames());
        names.sort(null);
        char before = '{';
        for (String name : names) {
            to.append(before);
            quote(name, to);
            to.append(':');
            write(json.get(name), to);
            before = ',';
        }
        to.append(before == '{' ? "{}" : "}");
    }

    private static void array(JsonNode json, StringBuilder to) {
        char before = '[';
        for (JsonNode each : json) {
            to.append(before);
            write(each, to);
            before = ',';
        }
        to.append(before == '[' ? "[]" : "]");
    }

    private static void number(JsonNode json, StringBuilder to) {
        if (json.isIntegralNumber()) {
            if (!json.canConvertToLong() || Math.abs(json.longValue()) > EXACT_MAX) {
                throw new IllegalArgumentException("a double would round " + json);
            }
            to.append(json.longValue());
            return;
        }
        try {
            to.append(NumberToJSON.serializeNumber(Double.parseDouble(json.toString())));
        } catch (IOException | NumberFormatException none) {
            throw new IllegalArgumentException("no number: " + json, none);
        }
    }

    /// Section 3.2.2.2.
    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\b' -> to.append("\\b");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\f' -> to.append("\\f");
                case '\r' -> to.append("\\r");
                default -> {
                    if (c < ' ') {
                        to.append("\\u00").append(c < 0x10 ? '0' : '1');
                        to.append(Character.forDigit(c & 0xf, 16));
                    } else if (Character.isSurrogate(c)) {
                        i = pair(text, i, to);
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }

    /// @return where its second half is
    private static int pair(String text, int first, StringBuilder to) {
        if (first + 1 == text.length()
                || !Character.isSurrogatePair(text.charAt(first), text.charAt(first + 1))) {
            throw new IllegalArgumentException("half a character in a text");
        }
        to.append(text, first, first + 2);
        return first + 1;
    }
}
