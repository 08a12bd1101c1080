package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.deltacommons.foundation.finding.Question.TermOf;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Answers while there is no index: what is called so, as the modules' own records have it. No
/// order, no facets, no pages; the page says that the index is being built.
final class ByName {

    private static final int WORDS_MAX = 6;

    private final Collection<Findable> findables;
    private final Analyzer analyzer;

    ByName(Collection<Findable> findables, Analyzer analyzer) {
        this.findables = findables;
        this.analyzer = analyzer;
    }

    Found find(FindRequest request, boolean english) {
        Question question = Question.of(request.text(), analyzer);
        List<String> words =
                question.terms().stream()
                        .filter(term -> !term.optional())
                        .map(TermOf::word)
                        .limit(WORDS_MAX)
                        .toList();
        if (words.isEmpty() && !request.text().isBlank()) {
            return Found.nothing(List.of(), false);
        }
        Highlights highlights = new Highlights(question);
        List<Found.Hit> hits = new ArrayList<>();
        for (Findable findable : findables) {
            for (FindDocument document : findable.named(words, request.size())) {
                if (hits.size() < request.size() && isChosen(document, request)) {
                    hits.add(hit(document, highlights, english));
                }
            }
        }
        return new Found(
                hits, null, hits.size(), List.of(), List.of(), List.of(), List.of(), false, false);
    }

    private static Found.Hit hit(FindDocument document, Highlights highlights, boolean english) {
        Marked marked = Marked.of(document, highlights, english);
        return new Found.Hit(
                document, marked.title(), marked.snippet(), marked.why(), List.of(), "", false);
    }

    private static boolean isChosen(FindDocument document, FindRequest request) {
        for (Map.Entry<String, List<String>> one : request.chosen().entrySet()) {
            List<String> has =
                    one.getKey().equals(Finding.TYPE)
                            ? List.of(document.kind())
                            : document.facets().getOrDefault(one.getKey(), List.of());
            if (has.stream().noneMatch(one.getValue()::contains)) {
                return false;
            }
        }
        return isWithin(document.price(), request.priceMin(), request.priceMax());
    }

    private static boolean isWithin(
            @Nullable Money price, @Nullable Money min, @Nullable Money max) {
        if (min == null && max == null) {
            return true;
        }
        return price != null
                && (min == null || price.compareTo(min) >= 0)
                && (max == null || price.compareTo(max) <= 0);
    }
}
