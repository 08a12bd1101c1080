package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.jspecify.annotations.Nullable;

/// One search over one reading of the index.
final class Search {

    private static final int NAMED_MAX = 8;
    private static final int RANKS_MAX = 1_000;

    private final Reading reading;
    private final WordDocs words;
    private final Documents documents;
    private final Analyzer analyzer;
    private final Map<String, Dimension> dimensions;
    private final @Nullable Meaning meaning;

    /// @param meaning null to go by words alone
    Search(
            Reading reading,
            WordDocs words,
            Documents documents,
            Analyzer analyzer,
            Map<String, Dimension> dimensions,
            @Nullable Meaning meaning) {
        this.reading = reading;
        this.words = words;
        this.documents = documents;
        this.analyzer = analyzer;
        this.dimensions = dimensions;
        this.meaning = meaning;
    }

    /// @param way both, unless one is to be measured without the other
    /// @param facets dimensions that are counted
    Found find(
            FindRequest request,
            boolean english,
            Finding.Way way,
            Collection<String> facets,
            boolean ready)
            throws IOException {
        Asked asked = asked(request, way);
        if (asked.isVain()) {
            return Found.nothing(asked.conditions(), ready);
        }
        Choices choices = asked.choices();
        ScoreDoc[] docs = first(asked, choices.hits(), request);
        int shown = Math.min(docs.length, request.size());
        String next =
                docs.length > shown ? cursor((FieldDoc) docs[shown - 1], asked.order()) : null;
        return new Found(
                hits(docs, shown, asked, english),
                next,
                choices.hits().count(),
                choices.facets(counted(facets)),
                asked.matching().dropped(),
                asked.conditions(),
                asked.instead().stream()
                        .map(one -> new Found.Instead(one.typed(), one.meant()))
                        .toList(),
                asked.byMeaning(),
                ready);
    }

    private List<Dimension> counted(Collection<String> facets) {
        return dimensions.values().stream().filter(one -> facets.contains(one.name())).toList();
    }

    private Asked asked(FindRequest request, Finding.Way way) throws IOException {
        return new Asked(reading, words, analyzer, dimensions.keySet(), meaning, request, way);
    }

    /// The documents of the page, and one more if there is a next.
    private ScoreDoc[] first(Asked asked, DocSet hits, FindRequest request) throws IOException {
        FieldDoc after = after(request.after(), asked.order());
        if (hits.isEmpty()) {
            return new ScoreDoc[0];
        }
        int wanted = request.size() + 1;
        return reading.searcher()
                .search(
                        asked.ranked(hits),
                        new TopFieldCollectorManager(sort(asked.order()), wanted, after, wanted))
                .scoreDocs;
    }

    /// Why a document is among the hits or not.
    ///
    /// @return null if there is no such document
    @Nullable Whether whether(FindRequest request, String key) throws IOException {
        TopDocs known = reading.searcher().search(new TermQuery(new Term(Shelf.KEY, key)), 1);
        if (known.scoreDocs.length == 0) {
            return null;
        }
        int doc = known.scoreDocs[0].doc;
        Asked asked = asked(request, Finding.Way.BOTH);
        FindDocument document = document(known.scoreDocs[0]);
        if (asked.isVain()) {
            return Whether.unanswered(document, asked.lacking(doc));
        }
        DocSet hits = asked.choices().hits();
        return asked.has(hits, doc)
                ? Whether.found(document, rank(asked, hits, doc), hits.count())
                : new Whether(
                        document,
                        0,
                        hits.count(),
                        asked.has(asked.answering(), doc) ? asked.excluding(doc) : List.of(),
                        asked.has(asked.answering(), doc) ? List.of() : asked.lacking(doc));
    }

    /// From 1; how many come before it.
    private long rank(Asked asked, DocSet hits, int doc) throws IOException {
        int most = (int) Math.min(RANKS_MAX, hits.count());
        ScoreDoc[] docs =
                reading.searcher()
                        .search(
                                asked.ranked(hits),
                                new TopFieldCollectorManager(sort(asked.order()), most, null, most))
                        .scoreDocs;
        for (int i = 0; i < docs.length; i++) {
            if (docs[i].doc == doc) {
                return i + 1;
            }
        }
        return RANKS_MAX + 1L;
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

    private List<Found.Hit> hits(ScoreDoc[] docs, int shown, Asked asked, boolean english)
            throws IOException {
        Highlights highlights = new Highlights(asked.question());
        List<Found.Hit> hits = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            FindDocument document = document(docs[i]);
            hits.add(
                    new Found.Hit(
                            document,
                            highlights.mark(document.title(english)),
                            highlights.snippet(best(document, highlights, english)),
                            highlights.why(document, english),
                            asked.met(docs[i].doc),
                            Objects.requireNonNullElse(asked.near(docs[i].doc), "")));
        }
        return hits;
    }

    /// The summary, unless another text explains the hit and the summary does not.
    static String best(FindDocument document, Highlights highlights, boolean english) {
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
        return documents.of(reading, doc.doc);
    }

    /// What is called so: by its beginning, by a part of its name, or else by its words.
    List<FindDocument> named(String name) throws IOException {
        List<FindDocument> named =
                new SegmentNames(reading, documents, analyzer)
                        .named(Question.clean(name), NAMED_MAX);
        Question question = Question.of(name, analyzer);
        if (!named.isEmpty() || question.isEmpty()) {
            return named;
        }
        Matching.Answer answer = new Matching(reading, words, question).whole();
        List<FindDocument> worded = new ArrayList<>();
        for (ScoreDoc doc :
                reading.searcher().search(answer.ranked(answer.docs()), NAMED_MAX).scoreDocs) {
            worded.add(document(doc));
        }
        return worded;
    }
}
