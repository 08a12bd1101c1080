package org.deltacommons.foundation.procedures;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Province;

/// What a case is called, in its parts, so that what has a name in both languages is read in the
/// reader's: things of the product by their id, provinces and amounts as values. What a person
/// typed is a text and stays as it was typed.
///
/// @param parts texts, [Named], [Both], and values that can be shown, such as a [Province]
public record Title(List<Object> parts) {

    /// Something that has a name in each language, wherever that is kept.
    ///
    /// @param id an organisation's, a resource's, a programme's
    /// @param otherwise its name as the case has it, for readers of Chinese and where the thing is
    ///   not known here
    public record Named(String id, String otherwise) {}

    /// Something whose names the case has itself.
    ///
    /// @param en empty if there is none
    public record Both(String zh, String en) {}

    public Title {
        parts = List.copyOf(parts);
    }

    public static Title of(Object... parts) {
        return new Title(Arrays.asList(parts));
    }

    public static Named named(String id, String otherwise) {
        return new Named(id, otherwise);
    }

    /// As it is stored and told, in Chinese; a province is its one character.
    public String plain() {
        return parts.stream()
                .map(part ->
                        switch (part) {
                            case Named named -> named.otherwise();
                            case Both both -> both.zh();
                            case Province province -> province.mark();
                            default -> part.toString();
                        })
                .collect(Collectors.joining());
    }
}
