package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.Question.TermOf;

/// A word of a question with what it counts. The rarer a word is among the documents, the more it
/// counts; one that only raises the rank counts half. Of what it counts a document gets the share
/// that its fit is of the best document's, so that all words at their best come to one. Words that
/// nothing has count among all, too: where few are known, meaning decides more.
///
/// @param word in each segment
/// @param factor by which its fits are multiplied
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Weighed(WordDocs.Word[] word, float factor) {

    static final float OPTIONAL = 0.5f;

    /// All words of a question.
    static List<Weighed> of(Map<TermOf, WordDocs.Word[]> found, Statistics statistics) {
        float[] worth = new float[found.size()];
        float all = 0;
        int at = 0;
        for (Map.Entry<TermOf, WordDocs.Word[]> one : found.entrySet()) {
            TermOf term = one.getKey();
            float rarity = statistics.rarity(term.query(), having(one.getValue()));
            worth[at] = term.optional() ? OPTIONAL * rarity : rarity;
            all += worth[at++];
        }
        List<Weighed> weighed = new ArrayList<>();
        at = 0;
        for (WordDocs.Word[] word : found.values()) {
            float most = most(word);
            float share = worth[at++] / all;
            if (most > 0) {
                weighed.add(new Weighed(word, share / most));
            }
        }
        return weighed;
    }

    private static long having(WordDocs.Word[] word) {
        long having = 0;
        for (WordDocs.Word segment : word) {
            having += segment.fits().count();
        }
        return having;
    }

    private static float most(WordDocs.Word[] word) {
        float most = 0;
        for (WordDocs.Word segment : word) {
            most = Math.max(most, segment.fits().most());
        }
        return most;
    }
}
