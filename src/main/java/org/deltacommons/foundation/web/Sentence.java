package org.deltacommons.foundation.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A refusal as a person reads it, in their language.
///
/// @param what what was refused
/// @param why the condition that was not met
/// @param todo what can be done about it
/// @param basis the rule it rests on, as a sentence of its own
public record Sentence(
        String what, @Nullable String why, @Nullable String todo, @Nullable String basis) {

    public Sentence(String what, @Nullable String why, @Nullable String todo) {
        this(what, why, todo, null);
    }

    /// The parts in one line.
    public String line() {
        return Stream.of(what, why, todo, basis)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
