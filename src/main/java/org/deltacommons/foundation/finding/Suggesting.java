package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.finding.Typed.Phrase;
import org.jspecify.annotations.Nullable;

/// What somebody may be about to type. What it costs does not grow with the index: words come from
/// [Completions], names from [Names].
final class Suggesting {

    private static final int PHRASES_MAX = 4;
    private static final int DOCUMENTS_MAX = 5;

    /// Characters of an unfinished Chinese word.
    private static final int HAN_MAX = 8;

    private static final int KEY_MAX = 40;
    private static final int LATIN_MIN = 2;

    private final Names names;
    private final @Nullable Completions completions;

    /// @param completions null as long as there are none
    Suggesting(Names names, @Nullable Completions completions) {
        this.names = names;
        this.completions = completions;
    }

    Typed suggest(String typed) throws IOException {
        // A sentence's end is what is being typed, so the blank that ends a word counts.
        String text = Question.clean(typed);
        if (Thesaurus.key(text).isEmpty()) {
            return Typed.NOTHING;
        }
        boolean between = Character.isWhitespace(typed.charAt(typed.length() - 1));
        List<Phrase> phrases = between ? List.of() : phrases(text);
        List<FindDocument> named = names.named(text, DOCUMENTS_MAX);
        for (int i = 0; named.isEmpty() && i < phrases.size(); i++) {
            named = names.named(phrases.get(i).text(), DOCUMENTS_MAX);
        }
        return new Typed(phrases, named);
    }

    // Words

    private List<Phrase> phrases(String text) throws IOException {
        if (completions == null) {
            return List.of();
        }
        List<Integer> starts = starts(text);
        List<Phrase> phrases = new ArrayList<>();
        for (int start : starts) {
            String tail = text.substring(start);
            add(text, start, completions.beginning(tail, 2 * PHRASES_MAX), false, phrases);
            if (!phrases.isEmpty()) {
                return phrases;
            }
        }
        for (int start : starts) {
            String tail = text.substring(start);
            // Another digit is another model, not a slip.
            if (tail.chars().noneMatch(Character::isDigit)) {
                add(text, start, guessed(tail), true, phrases);
            }
            if (!phrases.isEmpty()) {
                return phrases;
            }
        }
        return phrases;
    }

    /// What sounds the same comes before what looks alike.
    private List<String> guessed(String tail) throws IOException {
        if (completions == null) {
            return List.of();
        }
        Set<String> guessed = new LinkedHashSet<>();
        if (Script.isHan(tail) && tail.length() >= 2) {
            String sound = Pinyin.whole(Thesaurus.key(tail)).orElse("");
            guessed.addAll(completions.beginning(sound, 2));
        }
        guessed.addAll(completions.alike(tail, 2));
        return List.copyOf(guessed);
    }

    private static void add(
            String text, int start, List<String> words, boolean guessed, List<Phrase> to) {
        String before = text.substring(0, start);
        // One form of `cryo-EM`, `cryoEM` and `cryo EM` is enough.
        Set<String> seen = new LinkedHashSet<>();
        seen.add(Thesaurus.key(text));
        to.forEach(phrase -> seen.add(Thesaurus.key(phrase.text())));
        for (String word : words) {
            Phrase phrase = new Phrase(before + word, word, guessed);
            if (to.size() < PHRASES_MAX && seen.add(Thesaurus.key(phrase.text()))) {
                to.add(phrase);
            }
        }
    }

    /// Where the word that is being typed may begin, the earliest first.
    private static List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>();
        int han = 0;
        for (int at = text.length() - 1; at >= 0 && text.length() - at <= KEY_MAX; at--) {
            boolean isHan = Character.isIdeographic(text.charAt(at));
            boolean begins =
                    isHan
                            ? ++han <= HAN_MAX
                            : Character.isLetterOrDigit(text.charAt(at))
                                    && (at == 0 || !latin(text.charAt(at - 1)));
            String key = begins ? Thesaurus.key(text.substring(at)) : "";
            if (!key.isEmpty() && (Script.isHan(key) || key.length() >= LATIN_MIN)) {
                starts.addFirst(at);
            }
        }
        return starts;
    }

    /// A letter, a digit, or what joins them in a designation.
    private static boolean latin(char c) {
        return (Character.isLetterOrDigit(c) && !Character.isIdeographic(c))
                || "-_./+&".indexOf(c) >= 0;
    }
}
