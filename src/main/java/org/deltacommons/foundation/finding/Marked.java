package org.deltacommons.foundation.finding;

import java.util.List;

/// What of a hit's texts answers a sentence, in one language.
///
/// @param snippet of the text that explains the hit best, the part around its first match
/// @param why which words each of its texts has
record Marked(List<Found.Piece> title, List<Found.Piece> snippet, List<Found.Why> why) {

    static Marked of(FindDocument document, Highlights highlights, boolean english) {
        return new Marked(
                List.copyOf(highlights.mark(document.title(english))),
                List.copyOf(highlights.snippet(best(document, highlights, english))),
                List.copyOf(highlights.why(document, english)));
    }

    /// The summary, unless another text explains the hit and the summary does not.
    private static String best(FindDocument document, Highlights highlights, boolean english) {
        String summary = document.summary(english);
        if (summary.isBlank() || !highlights.matches(summary)) {
            for (FindDocument.Text text : document.texts()) {
                if (text.weight() != FindDocument.Weight.CODE && highlights.matches(text.text())) {
                    return text.text();
                }
            }
        }
        return summary;
    }

    /// How much it holds.
    int characters() {
        int characters = 0;
        for (Found.Piece piece : title) {
            characters += piece.text().length();
        }
        for (Found.Piece piece : snippet) {
            characters += piece.text().length();
        }
        for (Found.Why one : why) {
            characters += one.field().length();
            for (String word : one.words()) {
                characters += word.length();
            }
        }
        return characters;
    }

    /// How many objects it consists of, about.
    int pieces() {
        return title.size() + snippet.size() + 2 * why.size();
    }
}
