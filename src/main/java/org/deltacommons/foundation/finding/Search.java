package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.finding.Question.TermOf;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// One search over one reading of the index.
final class Search {

    private static final int VALUES_MAX = 80;
    private static final int SUGGESTIONS_MAX = 8;

    private final Reading reading;
    private final Analyzer analyzer;
    private final Collection<Dimension> dimensions;

    Search(Reading reading, Analyzer analyzer, Collection<Dimension> dimensions) {
        this.reading = reading;
        this.analyzer = analyzer;
        this.dimensions = dimensions;
    }

    Found find(FindRequest request, boolean english, boolean ready) throws IOException {
        Question question = Question.of(request.text(), analyzer);
        List<TermOf> left = nearest(question);
        // Nothing but signs that mean nothing is a question without an answer, not everything.
        boolean senseless = question.isEmpty() && !request.text().isBlank();
        boolean hopeless =
                !question.isEmpty()
                        && (left.isEmpty()
                                || (Question.isNeeded(question.terms())
                                        && !Question.isNeeded(left)));
        SortedSetDocValuesReaderState facets = reading.facets();
        if (senseless || hopeless || facets == null) {
            return new Found(List.of(), null, 0, List.of(), List.of(), ready);
        }
        Order order =
                request.order() == Order.FIT && question.isEmpty() ? Order.NAME : request.order();
        DrillDownQuery query = new DrillDownQuery(Shelf.FACETS, query(question, left));
        request.chosen()
                .forEach((dimension, values) ->
                        values.forEach(value -> query.add(dimension, value)));
        DrillSideways.DrillSidewaysResult result =
                new DrillSideways(reading.searcher(), Shelf.FACETS, facets)
                        .search(
                                query,
                                priced(request.priceMin(), request.priceMax()),
                                after(request.after(), order),
                                request.size() + 1,
                                sort(order),
                                false);
        ScoreDoc[] docs = result.hits.scoreDocs;
        int shown = Math.min(docs.length, request.size());
        String next = docs.length > shown ? cursor((FieldDoc) docs[shown - 1], order) : null;
        return new Found(
                hits(docs, shown, question, english),
                next,
                result.hits.totalHits.value(),
                facets(result.facets, request.chosen()),
                dropped(question, left),
                ready);
    }

    /// Whatever has most of the words; where nothing has, whatever has most of those left.
    private Query query(Question question, List<TermOf> left) throws IOException {
        Query most = question.most(question.terms());
        return left.size() == question.terms().size() || reading.searcher().count(most) > 0
                ? most
                : question.most(left);
    }

    private static List<String> dropped(Question question, List<TermOf> left) {
        return question.terms().stream()
                .filter(term -> !left.contains(term))
                .map(TermOf::word)
                .toList();
    }

    /// The terms that at least one document has together. Where none has all of them, the rarest
    /// goes, and again.
    private List<TermOf> nearest(Question question) throws IOException {
        List<TermOf> left = new ArrayList<>(question.terms());
        Map<TermOf, Integer> counts = new LinkedHashMap<>();
        while (!left.isEmpty() && reading.searcher().count(question.all(left)) == 0) {
            for (TermOf term : left) {
                if (!counts.containsKey(term)) {
                    counts.put(term, reading.searcher().count(term.query()));
                }
            }
            int rarest = left.stream().mapToInt(counts::get).min().orElse(0);
            if (rarest == 0) {
                left.removeIf(term -> Objects.equals(counts.get(term), 0));
            } else {
                left.remove(left.stream().min(Comparator.comparing(counts::get)).orElseThrow());
            }
        }
        return left;
    }

    private static @Nullable Query priced(@Nullable Money min, @Nullable Money max) {
        if (min == null && max == null) {
            return null;
        }
        long from = min == null ? 0 : min.fen();
        // Those without a price carry the largest number there is.
        long until = max == null ? Shelf.NO_PRICE - 1 : max.fen();
        return from > until
                ? new MatchNoDocsQuery("no price lies there")
                : LongField.newRangeQuery(Shelf.PRICE, from, until);
    }

    private static Sort sort(Order order) {
        SortField tie = new SortField(Shelf.KEY, SortField.Type.STRING);
        return switch (order) {
            case FIT -> new Sort(SortField.FIELD_SCORE, tie);
            case PRICE ->
                    new Sort(
                            LongField.newSortField(
                                    Shelf.PRICE, false, SortedNumericSelector.Type.MIN),
                            tie);
            case NAME -> new Sort(new SortField(Shelf.NAME, SortField.Type.STRING), tie);
        };
    }

    private static String cursor(FieldDoc last, Order order) {
        Object value = Objects.requireNonNull(last.fields)[0];
        String text =
                switch (order) {
                    case FIT -> String.valueOf(Float.floatToIntBits((Float) value));
                    case PRICE -> String.valueOf(value);
                    case NAME ->
                            Base64.getEncoder()
                                    .encodeToString(BytesRef.deepCopyOf((BytesRef) value).bytes);
                };
        return new Cursor(order + ":" + text, ((BytesRef) last.fields[1]).utf8ToString()).encode();
    }

    private static @Nullable FieldDoc after(@Nullable String cursor, Order order) {
        Cursor at = Cursor.decode(cursor).orElse(null);
        if (at == null) {
            return null;
        }
        String prefix = order + ":";
        try {
            if (!at.key().startsWith(prefix)) {
                throw new NumberFormatException("a cursor of another order");
            }
            String text = at.key().substring(prefix.length());
            Object value =
                    switch (order) {
                        case FIT -> Float.intBitsToFloat(Integer.parseInt(text));
                        case PRICE -> Long.valueOf(text);
                        case NAME -> new BytesRef(Base64.getDecoder().decode(text));
                    };
            return new FieldDoc(
                    Integer.MAX_VALUE, Float.NaN, new Object[] {value, new BytesRef(at.id())});
        } catch (IllegalArgumentException forged) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
    }

    private List<Found.Hit> hits(ScoreDoc[] docs, int shown, Question question, boolean english)
            throws IOException {
        Highlights highlights = new Highlights(question);
        List<Found.Hit> hits = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            FindDocument document = document(docs[i]);
            hits.add(
                    new Found.Hit(
                            document,
                            highlights.mark(document.title(english)),
                            highlights.snippet(best(document, highlights, english)),
                            highlights.why(document, english)));
        }
        return hits;
    }

    /// The summary, unless another text explains the hit and the summary does not.
    private static String best(FindDocument document, Highlights highlights, boolean english) {
        String summary = document.summary(english);
        if (summary.isBlank() || !highlights.matches(summary)) {
            for (FindDocument.Text text : document.texts()) {
                if (text.weight() != FindDocument.Weight.CODE && highlights.matches(text.text())) {
                    return text.text();
                }
            }
        }
        return summary;
    }

    private FindDocument document(ScoreDoc doc) throws IOException {
        String json =
                reading.searcher()
                        .storedFields()
                        .document(doc.doc, Set.of(Shelf.JSON))
                        .get(Shelf.JSON);
        return Json.read(Json.parse(json), FindDocument.class);
    }

    private List<Found.Facet> facets(Facets counts, Map<String, List<String>> chosen)
            throws IOException {
        List<Found.Facet> facets = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            List<String> mine = chosen.getOrDefault(dimension.name(), List.of());
            Map<String, Long> values = new LinkedHashMap<>();
            FacetResult top = top(counts, dimension.name());
            if (top != null) {
                for (LabelAndValue value : top.labelValues) {
                    values.put(value.label, value.value.longValue());
                }
            }
            // What was chosen stays visible, even where nothing has it any more.
            mine.forEach(value -> values.putIfAbsent(value, 0L));
            if (!values.isEmpty()) {
                facets.add(
                        new Found.Facet(
                                dimension,
                                values.entrySet().stream()
                                        .map(e ->
                                                new Found.Value(
                                                        e.getKey(),
                                                        e.getValue(),
                                                        mine.contains(e.getKey())))
                                        .toList()));
            }
        }
        return facets;
    }

    private static @Nullable FacetResult top(Facets counts, String dimension) throws IOException {
        try {
            return counts.getTopChildren(VALUES_MAX, dimension);
        } catch (IllegalArgumentException nobodyHasIt) {
            return null;
        }
    }

    /// What begins like it, or has it in its title.
    List<FindDocument> suggest(String typed) throws IOException {
        String text = Shelf.suggestion(typed);
        String code = Analysis.code(typed);
        if (text.isBlank()) {
            return List.of();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(new BoostQuery(new PrefixQuery(new Term(Shelf.SUGGEST, text)), 10), Occur.SHOULD);
        if (code.length() >= 2) {
            any.add(new PrefixQuery(new Term(Analysis.CODES, code)), Occur.SHOULD);
            any.add(
                    new BoostQuery(new PrefixQuery(new Term(Shelf.SUGGEST, code)), 5),
                    Occur.SHOULD);
        }
        Question question = Question.of(typed.toLowerCase(Locale.ROOT), analyzer);
        if (!question.isEmpty()) {
            any.add(question.most(question.terms()), Occur.SHOULD);
        }
        List<FindDocument> found = new ArrayList<>();
        for (ScoreDoc doc : reading.searcher().search(any.build(), SUGGESTIONS_MAX).scoreDocs) {
            found.add(document(doc));
        }
        return found;
    }
}
