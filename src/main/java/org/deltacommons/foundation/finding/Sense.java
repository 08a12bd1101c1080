package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.deltacommons.foundation.finding.Question.TermOf;

/// A word of the field, asked for under all its names at once: a document that has several is not
/// thereby better.
final class Sense {

    private static final float WIDER = 0.5f;
    private static final float TIE = 0.05f;

    /// Bounded by the words of the field; every question has the same analysis.
    private static final Map<Thesaurus.Senses, Sense> KNOWN = new ConcurrentHashMap<>();

    private final Query query;
    private final List<Mark> marks;

    private Sense(Thesaurus.Senses senses, Analyzer analyzer) {
        List<Query> either = new ArrayList<>();
        List<Mark> all = new ArrayList<>();
        for (String form : senses.same()) {
            either.add(form(form, analyzer, all));
        }
        for (String form : senses.wider()) {
            either.add(Question.boosted(form(form, analyzer, all), WIDER));
        }
        this.query = new DisjunctionMaxQuery(either, TIE);
        this.marks = List.copyOf(all);
    }

    static TermOf term(String word, Thesaurus.Senses senses, Analyzer analyzer) {
        Sense sense = KNOWN.computeIfAbsent(senses, _ -> new Sense(senses, analyzer));
        return new TermOf(word, sense.query, false, sense.marks);
    }

    private static Query form(String form, Analyzer analyzer, List<Mark> marks) {
        String folded = Script.fold(form);
        boolean chinese = folded.codePoints().anyMatch(Character::isIdeographic);
        if (chinese) {
            marks.add(Mark.literal(folded));
            return Question.best(
                    Question.pairs(Analysis.TITLE_PAIRS, folded, analyzer, 3),
                    Question.pairs(Analysis.BODY_PAIRS, folded, analyzer, 1));
        }
        List<Query> either = new ArrayList<>();
        List<Analysis.Token> tokens = Analysis.tokens(analyzer, Analysis.BODY, folded);
        if (!tokens.isEmpty()) {
            either.add(Question.words(tokens));
        }
        String code = Analysis.code(folded);
        if (code.length() >= 2 && folded.indexOf(' ') < 0) {
            either.add(Question.boosted(Question.term(Analysis.CODES, code), 6));
        }
        marks.add(Mark.code(code));
        return new DisjunctionMaxQuery(either, TIE);
    }
}
