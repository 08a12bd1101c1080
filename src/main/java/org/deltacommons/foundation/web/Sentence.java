package org.deltacommons.foundation.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A refusal as a person reads it, in their language.
///
/// @param what what was refused
/// @param why the condition that was not met
/// @param todo what can be done about it
/// @param basis the rule it rests on, as a sentence of its own
public record Sentence(
        String what, @Nullable String why, @Nullable String todo, @Nullable String basis) {

    private static final char FULL_STOP = '\u3002';

    public Sentence(String what, @Nullable String why, @Nullable String todo) {
        this(what, why, todo, null);
    }

    /// The parts in one line. A Chinese full stop brings its own space.
    public String line() {
        StringBuilder line = new StringBuilder();
        for (String part : Arrays.asList(what, why, todo, basis)) {
            if (part != null && !part.isBlank()) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != FULL_STOP) {
                    line.append(' ');
                }
                line.append(part);
            }
        }
        return line.toString();
    }
}
