package org.deltacommons.foundation.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Characters that are the same to whoever searches: full-width and half-width, traditional and
/// simplified. One for one, so that offsets stay.
final class Script {

    private static final char[] FOLDED = table();

    private Script() {}

    private static char[] table() {
        char[] folded = new char[Character.MAX_VALUE + 1];
        for (int i = 0; i < folded.length; i++) {
            char c = (char) i;
            folded[i] = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
        }
        folded['\u3000'] = ' ';
        for (String line : lines("simplified.txt", UnaryOperator.identity())) {
            for (String pair : line.split(" ")) {
                folded[pair.charAt(0)] = pair.charAt(1);
            }
        }
        return folded;
    }

    static char fold(char c) {
        return FOLDED[c];
    }

    static String fold(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = FOLDED[chars[i]];
        }
        return new String(chars);
    }

    static boolean isHan(String text) {
        return !text.isEmpty() && Character.isIdeographic(text.codePointAt(0));
    }

    /// The lines of a file that is maintained by hand beside this package; blank ones and remarks
    /// (`#`) left out.
    static List<String> lines(String name, UnaryOperator<String> each) {
        try (InputStream in =
                        Objects.requireNonNull(
                                Script.class.getResourceAsStream("/finding/" + name), name);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .map(each)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
