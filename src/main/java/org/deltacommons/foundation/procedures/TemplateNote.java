package org.deltacommons.foundation.procedures;

import java.util.Arrays;
import java.util.Map;
import org.deltacommons.foundation.web.Words;
import org.jspecify.annotations.Nullable;

/// A reason chosen from a list and what was added to it, kept as the one note of a move: what went
/// back to whoever did it reads the same wherever it goes back.
public final class TemplateNote {

    private static final String BETWEEN = ": ";

    private TemplateNote() {}

    /// As it is kept: the template's name, and the words if there are any.
    public static String of(Enum<?> template, @Nullable String words) {
        return template.name() + (words == null || words.isBlank() ? "" : BETWEEN + words);
    }

    /// As it is read: the template in the reader's language, then the words as they were typed. A
    /// note that begins with none of the templates is somebody's own words and stays as it is.
    public static String read(Words words, Enum<?>[] templates, String note) {
        int end = note.indexOf(BETWEEN);
        String name = end < 0 ? note : note.substring(0, end);
        return Arrays.stream(templates)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one ->
                        end < 0
                                ? words.show(one)
                                : read(words, one, note.substring(end + BETWEEN.length())))
                .orElse(note);
    }

    /// @param added what was added to the template, or empty
    public static String read(Words words, Enum<?> template, String added) {
        return added.isBlank()
                ? words.show(template)
                : words.say(
                        "procedures.template-note", Map.of("template", template, "words", added));
    }
}
