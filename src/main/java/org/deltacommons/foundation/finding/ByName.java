package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedList;
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
        List<FindDocument> called = called(words, true, request);
        if (called.isEmpty() && words.size() > 1) {
            called = called(words, false, request);
        }
        List<Found.Hit> hits =
                called.stream().map(document -> hit(document, highlights, english)).toList();
        return new Found(
                hits, null, hits.size(), List.of(), List.of(), List.of(), List.of(), false, false);
    }

    /// One of each kind after the other, so that many of one do not hide the rest.
    private List<FindDocument> called(List<String> words, boolean every, FindRequest request) {
        List<Iterator<FindDocument>> kinds = new LinkedList<>();
        for (Findable findable : findables) {
            if (isChosen(findable, request)) {
                kinds.add(
                        findable.named(words, every, request.size()).stream()
                                .filter(document -> isChosen(document, request))
                                .iterator());
            }
        }
        List<FindDocument> called = new ArrayList<>();
        while (!kinds.isEmpty() && called.size() < request.size()) {
            kinds.removeIf(kind -> !kind.hasNext());
            for (Iterator<FindDocument> kind : kinds) {
                if (called.size() < request.size()) {
                    called.add(kind.next());
                }
            }
        }
        return called;
    }

    private static Found.Hit hit(FindDocument document, Highlights highlights, boolean english) {
        Marked marked = Marked.of(document, highlights, english);
        return new Found.Hit(
                document, marked.title(), marked.snippet(), marked.why(), List.of(), "", false);
    }

    private static boolean isChosen(Findable findable, FindRequest request) {
        List<String> kinds = request.chosen().getOrDefault(Finding.TYPE, List.of());
        return kinds.isEmpty() || kinds.contains(findable.kind());
    }

    private static boolean isChosen(FindDocument document, FindRequest request) {
        for (Map.Entry<String, List<String>> one : request.chosen().entrySet()) {
            List<String> has = document.facets().getOrDefault(one.getKey(), List.of());
            if (!one.getKey().equals(Finding.TYPE)
                    && has.stream().noneMatch(one.getValue()::contains)) {
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
