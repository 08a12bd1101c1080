package org.deltacommons.foundation.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A refusal as a person reads it, in their language.
///
/// @param what what was refused
/// @param why the condition and where it stands
/// @param todo what can be done about it
public record Sentence(String what, @Nullable String why, @Nullable String todo) {

    /// The parts in one line.
    public String line() {
        return Stream.of(what, why, todo)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
