package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// A [Vocabulary] as the lists of terms of an embedded index have it.
final class TermLists {

    private TermLists() {}

    static Map<String, Long> chinese(IndexReader reader) throws IOException {
        return words(reader, Analysis.TITLE, Vocabulary::isChinese);
    }

    static Map<String, Long> latin(IndexReader reader) throws IOException {
        return words(reader, Analysis.TITLE_PAIRS, Vocabulary::isLatin);
    }

    private static Map<String, Long> words(
            IndexReader reader, String field, Predicate<String> wanted) throws IOException {
        Map<String, Long> words = new HashMap<>();
        Terms terms = MultiTerms.getTerms(reader, field);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        while (each.next() != null) {
            String word = each.term().utf8ToString();
            if (wanted.test(word)) {
                words.put(word, (long) each.docFreq());
            }
        }
        return words;
    }

    static @Nullable String nearest(IndexReader reader, String field, String word, int slips)
            throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return null;
        }
        FuzzyTermsEnum like = new FuzzyTermsEnum(terms, new Term(field, word), slips, 1, true);
        String best = null;
        int most = 0;
        for (BytesRef term = like.next(); term != null; term = like.next()) {
            String found = term.utf8ToString();
            if (like.docFreq() > most && found.chars().allMatch(Character::isLetter)) {
                most = like.docFreq();
                best = found;
            }
        }
        return best;
    }
}
