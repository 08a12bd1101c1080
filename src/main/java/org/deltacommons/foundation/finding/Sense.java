package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.deltacommons.foundation.finding.Question.TermOf;

/// A word of the field, asked for under all its names at once: a document that has several is not
/// thereby better.
final class Sense {

    private static final float WIDER = 0.5f;
    private static final float TIE = 0.05f;

    private Sense() {}

    static TermOf term(String word, Thesaurus.Senses senses, Analyzer analyzer) {
        List<Query> either = new ArrayList<>();
        Set<String> marks = new LinkedHashSet<>();
        for (String form : senses.same()) {
            either.add(form(form, analyzer, marks));
        }
        for (String form : senses.wider()) {
            either.add(Question.boosted(form(form, analyzer, marks), WIDER));
        }
        return new TermOf(word, new DisjunctionMaxQuery(either, TIE), false, List.copyOf(marks));
    }

    private static Query form(String form, Analyzer analyzer, Set<String> marks) {
        String folded = Script.fold(form);
        boolean chinese = folded.codePoints().anyMatch(Character::isIdeographic);
        if (chinese) {
            marks.add(Pattern.quote(folded));
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
        marks.add(Question.spread(code));
        return new DisjunctionMaxQuery(either, TIE);
    }
}
