package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/// The words that titles have and the field knows, by sound and by likeness: for what was typed in
/// pinyin, by initials, with a homophone or with a slip.
final class Lexicon {

    private static final int INITIALS_MIN = 3;
    private static final int SLIP_LENGTH_MIN = 4;
    private static final int TWO_SLIPS_LENGTH_MIN = 8;

    private final Map<String, String> bySound = new HashMap<>();
    private final Map<String, String> byInitials = new HashMap<>();

    /// @param vocabulary of which the words are; not kept
    Lexicon(Vocabulary vocabulary) throws IOException {
        // The field's own words first: they are whole, where the index has been cut into parts.
        Thesaurus.field().chinese().forEach(this::learn);
        vocabulary.chinese().entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(word -> learn(word.getKey()));
    }

    private void learn(String word) {
        Pinyin.whole(word).ifPresent(sound -> bySound.putIfAbsent(sound, word));
        Pinyin.initials(word)
                .filter(initials -> initials.length() >= INITIALS_MIN)
                .ifPresent(initials -> byInitials.putIfAbsent(initials, word));
    }

    /// A word that sounds like what was typed, in characters or in pinyin.
    Optional<String> sounding(String typed) {
        return Pinyin.whole(typed).map(bySound::get).filter(word -> !word.equals(typed));
    }

    Optional<String> initials(String typed) {
        return Optional.ofNullable(byInitials.get(typed.toLowerCase(Locale.ROOT)));
    }

    /// The most frequent word of the index, or abbreviation of the field, that one slip or, of long
    /// words, two slips turn into what was typed.
    ///
    /// @param vocabulary of now; what was learnt may be of an earlier one
    Optional<String> like(String typed, Vocabulary vocabulary) throws IOException {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.length() < SLIP_LENGTH_MIN) {
            return Optional.empty();
        }
        int slips = word.length() >= TWO_SLIPS_LENGTH_MIN ? 2 : 1;
        Set<String> fields = new LinkedHashSet<>();
        fields.add(Analysis.TITLE);
        fields.add(Analysis.STRONG);
        fields.add(Analysis.CODES);
        for (int distance = 1; distance <= slips; distance++) {
            CharacterRunAutomaton near =
                    new CharacterRunAutomaton(
                            new LevenshteinAutomata(word, true).toAutomaton(distance));
            Optional<String> known =
                    Thesaurus.field().latin().stream()
                            .filter(one -> one.length() >= SLIP_LENGTH_MIN && near.run(one))
                            .findFirst();
            if (known.isPresent()) {
                return known;
            }
            for (String field : fields) {
                String frequent = vocabulary.nearest(field, word, distance);
                if (frequent != null) {
                    return Optional.of(frequent);
                }
            }
        }
        return Optional.empty();
    }
}
