package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;

/// What a sentence comes to in one reading by its words, whatever is chosen besides: what was
/// understood, which words it has, what answers them. A reading keeps the latest, because people
/// ask the same again: with one more facet, in another order, on the next page.
final class Answered {

    /// @param ignored conditions that are not to be read out of the text
    record Key(String text, List<String> ignored, Finding.Way way) {

        static Key of(FindRequest request, Finding.Way way) {
            return new Key(request.text(), List.copyOf(request.ignored()), way);
        }
    }

    private final List<Condition> understood;
    private final Spelling.Spelled spelled;
    private final Question question;
    private final Matching matching;
    private final boolean hopeless;
    private final Matching.Answer answer;

    private Answered(
            Reading reading,
            WordDocs words,
            Analyzer analyzer,
            Collection<String> dimensions,
            Key key)
            throws IOException {
        Understanding.Understood sentence =
                key.way() == Finding.Way.BOTH
                        ? Understanding.of(key.text(), dimensions, key.ignored())
                        : new Understanding.Understood(key.text(), List.of());
        this.understood = sentence.conditions();
        Question typed = Question.of(sentence.rest(), analyzer);
        Matching asTyped = new Matching(reading, words, typed);
        this.spelled = new Spelling(reading).spell(sentence.rest(), asTyped.unknown());
        boolean slipped = !spelled.instead().isEmpty();
        this.question = slipped ? Question.of(spelled.text(), analyzer) : typed;
        this.matching = slipped ? new Matching(reading, words, question) : asTyped;
        boolean wordless = key.way() == Finding.Way.MEANING;
        this.hopeless = wordless || matching.isHopeless();
        this.answer = hopeless ? matching.nothing(wordless) : matching.answer();
    }

    /// As it was worked out before in this reading, or now.
    static Answered of(
            Reading reading,
            WordDocs words,
            Analyzer analyzer,
            Collection<String> dimensions,
            Key key)
            throws IOException {
        Answered known = reading.answered().getIfPresent(key);
        if (known == null) {
            known = new Answered(reading, words, analyzer, dimensions, key);
            reading.answered().put(key, known);
        }
        return known;
    }

    List<Condition> understood() {
        return understood;
    }

    Spelling.Spelled spelled() {
        return spelled;
    }

    Question question() {
        return question;
    }

    Matching matching() {
        return matching;
    }

    /// Whether no document has its words.
    boolean isHopeless() {
        return hopeless;
    }

    /// Shared by all who ask the same: its sets are not to be changed.
    Matching.Answer answer() {
        return answer;
    }

    /// Sets of documents that it holds, at most.
    int sets() {
        return question.terms().size() + 1;
    }
}
