package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.jspecify.annotations.Nullable;

/// One search over one reading of the index.
final class Search {

    private static final int NAMED_MAX = 8;
    private static final int RANKS_MAX = 1_000;

    private final Reading reading;
    private final WordDocs words;
    private final Measured measured;
    private final Documents documents;
    private final Markings markings;
    private final Analyzer analyzer;
    private final Map<String, Dimension> dimensions;
    private final @Nullable Meaning meaning;

    /// @param meaning null to go by words alone
    Search(
            Reading reading,
            WordDocs words,
            Measured measured,
            Documents documents,
            Markings markings,
            Analyzer analyzer,
            Map<String, Dimension> dimensions,
            @Nullable Meaning meaning) {
        this.reading = reading;
        this.words = words;
        this.measured = measured;
        this.documents = documents;
        this.markings = markings;
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
        Sorting sorting = sorting(asked, request, choices.hits());
        ScoreDoc[] docs = first(asked, choices.hits(), request, sorting);
        int shown = Math.min(docs.length, request.size());
        List<Found.Hit> hits = hits(docs, shown, asked, sorting, english);
        return new Found(
                hits,
                docs.length > shown
                        ? sorting.cursor(last(docs[shown - 1], hits.getLast().document()))
                        : null,
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

    private Sorting sorting(Asked asked, FindRequest request, DocSet hits) throws IOException {
        Optional<Float> before = Sorting.least(request.after());
        boolean alike = asked.order() == Order.FIT || !asked.byMeaning();
        float least = before.isPresent() ? before.get() : alike ? 0 : least(asked, hits);
        return new Sorting(asked.order(), request.measure(), measured, least);
    }

    private float least(Asked asked, DocSet hits) throws IOException {
        ScoreDoc[] best = new Fittest(reading, asked.ranked(hits), 1, null).docs();
        return best.length == 0 ? 0 : FitsWell.least(best[0].score);
    }

    /// The documents of the page, and one more if there is a next.
    private ScoreDoc[] first(Asked asked, DocSet hits, FindRequest request, Sorting sorting)
            throws IOException {
        FieldDoc after = sorting.after(request.after());
        if (hits.isEmpty()) {
            return new ScoreDoc[0];
        }
        return best(asked, hits, sorting, request.size() + 1, after);
    }

    /// @param after the last of the page before; null from the beginning
    private ScoreDoc[] best(
            Asked asked, DocSet hits, Sorting sorting, int wanted, @Nullable FieldDoc after)
            throws IOException {
        if (asked.order() == Order.FIT) {
            return new Fittest(reading, asked.ranked(hits), wanted, after).docs();
        }
        return reading.searcher()
                .search(
                        asked.ranked(hits),
                        new TopFieldCollectorManager(sorting.sort(), wanted, after, wanted))
                .scoreDocs;
    }

    /// A hit with what the order goes by.
    private static FieldDoc last(ScoreDoc doc, FindDocument document) {
        return doc instanceof FieldDoc sorted
                ? sorted
                : new FieldDoc(
                        doc.doc, doc.score, new Object[] {doc.score, new BytesRef(document.key())});
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
        List<Condition> unmet = asked.unmet(doc);
        if (asked.has(hits, doc)) {
            Measure measure = request.measure();
            boolean measured = measure == null || measure.of(document) != Measure.UNKNOWN;
            long rank = rank(asked, request, hits, doc);
            return Whether.found(document, rank, hits.count(), unmet, measured);
        }
        boolean answers = asked.has(asked.answering(), doc);
        return Whether.left(
                document,
                hits.count(),
                answers ? asked.excluding(doc) : List.of(),
                answers ? List.of() : asked.lacking(doc),
                unmet);
    }

    /// From 1; how many come before it.
    private long rank(Asked asked, FindRequest request, DocSet hits, int doc) throws IOException {
        int most = (int) Math.min(RANKS_MAX, hits.count());
        ScoreDoc[] docs = best(asked, hits, sorting(asked, request, hits), most, null);
        for (int i = 0; i < docs.length; i++) {
            if (docs[i].doc == doc) {
                return i + 1;
            }
        }
        return RANKS_MAX + 1L;
    }

    private List<Found.Hit> hits(
            ScoreDoc[] docs, int shown, Asked asked, Sorting sorting, boolean english)
            throws IOException {
        Highlights highlights = new Highlights(asked.question());
        List<Found.Hit> hits = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            FindDocument document = document(docs[i]);
            Marked marked =
                    markings.of(
                            reading,
                            docs[i].doc,
                            asked.question(),
                            english,
                            () -> Marked.of(document, highlights, english));
            hits.add(
                    new Found.Hit(
                            document,
                            marked.title(),
                            marked.snippet(),
                            marked.why(),
                            asked.met(docs[i].doc),
                            Objects.requireNonNullElse(asked.near(docs[i].doc), ""),
                            sorting.isFar(docs[i])));
        }
        return hits;
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
