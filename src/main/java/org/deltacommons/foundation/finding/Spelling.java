package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was probably meant by words that nothing has.
final class Spelling {

    /// So many chunks of pinyin are tried as one word.
    private static final int SYLLABLES_MAX = 4;

    private static final Pattern CHUNK =
            Pattern.compile("[A-Za-z0-9]+|\\p{IsHan}+|[^A-Za-z0-9\\p{IsHan}]+");

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    private final Vocabulary vocabulary;

    Spelling(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// @param text as it is searched
    /// @param instead what was put in the place of what
    record Spelled(String text, List<Instead> instead) {}

    /// @param typed what nothing has
    record Instead(String typed, String meant) {}

    /// @param unknown words of the text that nothing has
    Spelled spell(String text, List<String> unknown) throws IOException {
        if (unknown.isEmpty()) {
            return new Spelled(text, List.of());
        }
        List<String> chunks = new ArrayList<>();
        Matcher chunk = CHUNK.matcher(Question.clean(text));
        while (chunk.find()) {
            chunks.add(chunk.group());
        }
        List<Instead> instead = new ArrayList<>();
        StringBuilder spelled = new StringBuilder();
        for (int i = 0; i < chunks.size(); ) {
            i += spell(chunks, i, unknown, instead, spelled);
        }
        return new Spelled(spelled.toString(), List.copyOf(instead));
    }

    /// @return how many chunks it took
    private int spell(
            List<String> chunks,
            int at,
            List<String> unknown,
            List<Instead> instead,
            StringBuilder to)
            throws IOException {
        String chunk = chunks.get(at);
        if (Script.isHan(chunk)) {
            to.append(chinese(chunk, unknown, instead));
            return 1;
        }
        if (unknown.contains(chunk)) {
            for (int count = SYLLABLES_MAX; count > 0; count--) {
                Optional<String> typed = letters(chunks, at, count, unknown);
                Optional<String> meant = typed.isEmpty() ? typed : meant(typed.get(), count);
                if (meant.isPresent()) {
                    instead.add(
                            new Instead(
                                    String.join("", chunks.subList(at, at + 2 * count - 1)),
                                    meant.get()));
                    to.append(meant.get());
                    return 2 * count - 1;
                }
            }
        }
        to.append(chunk);
        return 1;
    }

    /// So many chunks of letters with one separator between each, of which nothing has the first.
    private static Optional<String> letters(
            List<String> chunks, int at, int count, List<String> unknown) {
        StringBuilder joined = new StringBuilder();
        for (int i = at; i < at + 2 * count - 1; i += 2) {
            boolean fits =
                    i < chunks.size()
                            && (LETTERS.matcher(chunks.get(i)).matches()
                                    || (count == 1 && unknown.contains(chunks.get(i))));
            if (!fits) {
                return Optional.empty();
            }
            joined.append(chunks.get(i));
        }
        return Optional.of(joined.toString());
    }

    private Optional<String> meant(String typed, int chunks) throws IOException {
        Lexicon lexicon = vocabulary.lexicon();
        Optional<String> sounding = lexicon.sounding(typed.toLowerCase(java.util.Locale.ROOT));
        if (sounding.isPresent() || chunks > 1) {
            return sounding;
        }
        // Another digit is another model, not a slip.
        if (!LETTERS.matcher(typed).matches()) {
            return Optional.empty();
        }
        Optional<String> initials = lexicon.initials(typed);
        return initials.isPresent() ? initials : lexicon.like(typed, vocabulary);
    }

    private String chinese(String chunk, List<String> unknown, List<Instead> instead)
            throws IOException {
        String spelled = chunk;
        for (String word : unknown) {
            if (Script.isHan(word) && spelled.contains(word)) {
                Optional<String> meant = vocabulary.lexicon().sounding(word);
                if (meant.isPresent()) {
                    instead.add(new Instead(word, meant.get()));
                    spelled = spelled.replace(word, meant.get());
                }
            }
        }
        return spelled;
    }
}
