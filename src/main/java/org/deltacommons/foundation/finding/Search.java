package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
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
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// One search over one reading of the index.
final class Search {

    private static final int SUGGESTIONS_MAX = 8;

    private final Reading reading;
    private final WordDocs words;
    private final Analyzer analyzer;
    private final Collection<Dimension> dimensions;
    private final @Nullable Meaning meaning;

    /// @param meaning null to go by words alone
    Search(
            Reading reading,
            WordDocs words,
            Analyzer analyzer,
            Collection<Dimension> dimensions,
            @Nullable Meaning meaning) {
        this.reading = reading;
        this.words = words;
        this.analyzer = analyzer;
        this.dimensions = dimensions;
        this.meaning = meaning;
    }

    /// @param wordless to leave the words out and go by meaning alone
    Found find(FindRequest request, boolean english, boolean wordless, boolean ready)
            throws IOException {
        Spelling.Spelled spelled = spelled(request.text());
        Question question = Question.of(spelled.text(), analyzer);
        Matching matching = new Matching(reading, words, question);
        Order order =
                request.order() == Order.FIT && question.isEmpty() ? Order.NAME : request.order();
        Nearby nearby = nearby(spelled.text(), question, order, wordless);
        // Nothing but signs that mean nothing is a question without an answer, not everything.
        boolean senseless = question.isEmpty() && !request.text().isBlank();
        boolean hopeless = wordless || matching.isHopeless();
        if (senseless || (hopeless && (nearby == null || nearby.docs().isEmpty()))) {
            return new Found(List.of(), null, 0, List.of(), List.of(), ready);
        }
        Matching.Answer answer =
                hopeless ? matching.nothing(wordless) : matching.answer();
        DocSet answering = answer.docs();
        if (nearby != null) {
            answering = answering.copy().add(nearby.docs());
        }
        Choices choices = new Choices(reading, priced(answering, request), request.chosen());
        ScoreDoc[] docs = first(answer, nearby, choices.hits(), request, order);
        int shown = Math.min(docs.length, request.size());
        String next = docs.length > shown ? cursor((FieldDoc) docs[shown - 1], order) : null;
        return new Found(
                hits(docs, shown, question, english),
                next,
                choices.hits().count(),
                choices.facets(dimensions),
                matching.dropped(),
                ready);
    }

    private Spelling.Spelled spelled(String text) throws IOException {
        Question typed = Question.of(text, analyzer);
        return new Spelling(reading, words).spell(text, typed);
    }

    /// Null where only words count: no model, another order, or a question that is one word.
    private @Nullable Nearby nearby(
            String text, Question question, Order order, boolean always)
            throws IOException {
        if (meaning == null || order != Order.FIT || !(always || question.isSentence())) {
            return null;
        }
        String chinese = Thesaurus.field().inChinese(Question.clean(text));
        List<Vectors.Near> near = meaning.near(chinese, Nearby.PASSAGES);
        return near.isEmpty() ? null : Nearby.of(reading, near);
    }

    /// The documents of the page, and one more if there is a next.
    private ScoreDoc[] first(
            Matching.Answer answer,
            @Nullable Nearby nearby,
            DocSet hits,
            FindRequest request,
            Order order)
            throws IOException {
        FieldDoc after = after(request.after(), order);
        if (hits.isEmpty()) {
            return new ScoreDoc[0];
        }
        int wanted = request.size() + 1;
        Query query =
                order != Order.FIT
                        ? new Ranked(hits, List.of())
                        : nearby == null ? answer.ranked(hits) : answer.ranked(hits, nearby);
        return reading.searcher()
                .search(query, new TopFieldCollectorManager(sort(order), wanted, after, wanted))
                .scoreDocs;
    }

    private DocSet priced(DocSet docs, FindRequest request) throws IOException {
        Query price = priced(request.priceMin(), request.priceMax());
        return price == null ? docs : WordDocs.once(reading, price).keep(docs);
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
            Matching.Answer answer = new Matching(reading, words, question).whole();
            any.add(answer.ranked(answer.docs()), Occur.SHOULD);
        }
        List<FindDocument> found = new ArrayList<>();
        for (ScoreDoc doc : reading.searcher().search(any.build(), SUGGESTIONS_MAX).scoreDocs) {
            found.add(document(doc));
        }
        return found;
    }
}
