package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of an index, for what was mistyped and for what is about to be typed.
interface Vocabulary {

    /// What is known of them by sound and likeness; perhaps of a little while ago.
    Lexicon lexicon() throws IOException;

    /// Chinese words of titles, of two characters or more, each with how many documents have it.
    Map<String, Long> chinese() throws IOException;

    /// Latin words of titles, of four letters or more, unstemmed.
    Map<String, Long> latin() throws IOException;

    /// The most frequent word of a field that begins with the same letter and so many slips turn
    /// into the one that was typed; null if there is none. Letters only.
    ///
    /// @param slips 1 or 2
    @Nullable String nearest(String field, String word, int slips) throws IOException;

    static boolean isChinese(String word) {
        return word.length() >= 2 && Script.isHan(word);
    }

    static boolean isLatin(String word) {
        return word.length() >= 4 && word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }
}
