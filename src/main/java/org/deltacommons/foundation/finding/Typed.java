package org.deltacommons.foundation.finding;

import java.util.List;

/// What somebody may be about to type.
///
/// @param phrases what was typed, its last word finished; at most 4
/// @param documents whose name begins so or has it; at most 5
public record Typed(List<Phrase> phrases, List<FindDocument> documents) {

    static final Typed NOTHING = new Typed(List.of(), List.of());

    public Typed {
        phrases = List.copyOf(phrases);
        documents = List.copyOf(documents);
    }

    /// @param text all of it
    /// @param word the one that was finished
    /// @param guessed whether what was typed was taken for a slip
    public record Phrase(String text, String word, boolean guessed) {}
}
