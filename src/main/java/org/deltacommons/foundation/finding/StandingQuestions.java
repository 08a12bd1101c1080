package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// Questions that wait for documents, the other way round than [Finding]: many questions, few
/// documents. A document fits if it would be a hit by its words and has all that was chosen. What a
/// sentence only prefers leaves nothing out, and nearness of meaning alone does not count: it is
/// measured against other documents, and here there is only one.
///
/// A question that shares too few words with a document is never looked at: the words of all
/// questions are in one table, and only those of the document are asked for.
public final class StandingQuestions {

    /// A question and a document that fits it.
    public record Fit(String question, FindDocument document) {}

    /// One thing that a document must have, by any of its words.
    private record Sign(Waiting of, int number) {}

    /// A question as documents are held against it; the same only as itself.
    private static final class Waiting {

        private final String id;
        private final Query query;
        private final int least;
        private final List<Set<Term>> signs;

        /// @param query what a document must satisfy
        /// @param least how many of the signs it has then at least
        /// @param signs each with the words by which it is recognised
        Waiting(String id, Query query, int least, List<Set<Term>> signs) {
            this.id = id;
            this.query = query;
            this.least = least;
            this.signs = signs;
        }
    }

    private static final String NO_WORDS = "a question without words or choices fits everything";

    private final Analyzer analyzer = Analysis.analyzer();
    private final Entries entries = new Entries(analyzer);
    private final Collection<String> dimensions;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<Term, List<Sign>> byWord = new HashMap<>();

    /// @param dimensions that there are
    StandingQuestions(Collection<String> dimensions) {
        this.dimensions = List.copyOf(dimensions);
    }

    /// Whether it says anything that a document can have or lack.
    public boolean canWait(FindRequest request) {
        return waiting("", request) != null;
    }

    /// Puts a question, in the place of an earlier one of the same name.
    ///
    /// @throws IllegalArgumentException if it cannot wait
    public synchronized void put(String id, FindRequest request) {
        remove(id);
        Waiting asked = waiting(id, request);
        if (asked == null) {
            throw new IllegalArgumentException(NO_WORDS);
        }
        waiting.put(id, asked);
        for (int i = 0; i < asked.signs.size(); i++) {
            Sign sign = new Sign(asked, i);
            asked.signs
                    .get(i)
                    .forEach(
                            word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(sign));
        }
    }

    public synchronized void remove(String id) {
        Waiting gone = waiting.remove(id);
        if (gone == null) {
            return;
        }
        for (Set<Term> words : gone.signs) {
            for (Term word : words) {
                byWord.computeIfPresent(
                        word,
                        (_, signs) -> {
                            signs.removeIf(sign -> sign.of() == gone);
                            return signs.isEmpty() ? null : signs;
                        });
            }
        }
    }

    public synchronized int size() {
        return waiting.size();
    }

    /// Which of the documents fit which questions.
    public synchronized List<Fit> fitting(List<FindDocument> documents) {
        if (waiting.isEmpty() || documents.isEmpty()) {
            return List.of();
        }
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            write(directory, documents);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return fitting(reader, documents);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write(ByteBuffersDirectory directory, List<FindDocument> documents)
            throws IOException {
        // One segment in the order of the list, so that a number is a place in it.
        IndexWriterConfig config =
                new IndexWriterConfig(analyzer)
                        .setMaxBufferedDocs(documents.size() + 2)
                        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
                        .setUseCompoundFile(false);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (FindDocument document : documents) {
                writer.addDocument(entries.of(document));
            }
        }
    }

    private List<Fit> fitting(DirectoryReader reader, List<FindDocument> documents)
            throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        List<Fit> fits = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Map<Waiting, Set<Integer>> near = near(leaf.reader());
            for (Map.Entry<Waiting, Set<Integer>> one : near.entrySet()) {
                for (int doc : having(searcher, leaf, one.getKey().query, one.getValue())) {
                    fits.add(new Fit(one.getKey().id, documents.get(leaf.docBase + doc)));
                }
            }
        }
        return fits;
    }

    /// The questions that have words enough in some document, with those documents.
    private Map<Waiting, Set<Integer>> near(LeafReader leaf) throws IOException {
        Map<Waiting, Map<Integer, Long>> seen = new LinkedHashMap<>();
        for (FieldInfo field : leaf.getFieldInfos()) {
            var terms = leaf.terms(field.name);
            if (terms == null) {
                continue;
            }
            TermsEnum each = terms.iterator();
            PostingsEnum postings = null;
            while (each.next() != null) {
                List<Sign> signs = byWord.get(new Term(field.name, each.term()));
                if (signs != null) {
                    postings = each.postings(postings, PostingsEnum.NONE);
                    note(postings, signs, seen);
                }
            }
        }
        Map<Waiting, Set<Integer>> near = new LinkedHashMap<>();
        seen.forEach((asked, docs) ->
                docs.forEach((doc, signs) -> {
                    if (Long.bitCount(signs) >= asked.least) {
                        near.computeIfAbsent(asked, _ -> new TreeSet<>()).add(doc);
                    }
                }));
        return near;
    }

    private static void note(
            PostingsEnum postings, List<Sign> signs, Map<Waiting, Map<Integer, Long>> seen)
            throws IOException {
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            for (Sign sign : signs) {
                seen.computeIfAbsent(sign.of(), _ -> new HashMap<>())
                        .merge(doc, 1L << sign.number(), (a, b) -> a | b);
            }
        }
    }

    private static List<Integer> having(
            IndexSearcher searcher, LeafReaderContext leaf, Query query, Set<Integer> among)
            throws IOException {
        Scorer scorer =
                searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                        .scorer(leaf);
        List<Integer> having = new ArrayList<>();
        if (scorer != null) {
            DocIdSetIterator docs = scorer.iterator();
            for (int doc : among) {
                int at = docs.docID() < doc ? docs.advance(doc) : docs.docID();
                if (at == doc) {
                    having.add(doc);
                }
            }
        }
        return having;
    }

    // What a question asks of a document

    private @Nullable Waiting waiting(String id, FindRequest request) {
        Understanding.Understood understood =
                Understanding.of(request.text(), dimensions, request.ignored());
        Question question = Question.of(understood.rest(), analyzer);
        Map<String, List<String>> chosen = new LinkedHashMap<>(request.chosen());
        Money most = request.priceMax();
        for (Condition condition : understood.conditions()) {
            // Where nothing else is said, a condition is what was asked for.
            if (condition.certain() || question.isEmpty()) {
                Money price = condition.price();
                if (price != null) {
                    most = most == null ? price : most;
                } else if (!condition.isOnlySaid()) {
                    chosen.putIfAbsent(condition.dimension(), List.of(condition.value()));
                }
            }
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (request.priceMin() != null || most != null) {
            all.add(price(request.priceMin(), most), Occur.FILTER);
        }
        List<Set<Term>> choices = new ArrayList<>();
        chosen.forEach((dimension, values) -> {
            Query having = having(dimension, values);
            choices.add(words(having));
            all.add(having, Occur.FILTER);
        });
        List<Query> needed = needed(question);
        if (needed.isEmpty() && choices.isEmpty()) {
            return null;
        }
        int least =
                Question.isNeeded(question.terms())
                        ? Question.needed(needed.size())
                        : needed.size();
        if (needed.isEmpty()) {
            return new Waiting(id, all.build(), choices.size(), choices);
        }
        BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
        needed.forEach(query -> some.add(query, Occur.SHOULD));
        all.add(some.build(), Occur.FILTER);
        return new Waiting(
                id, all.build(), least, needed.stream().map(StandingQuestions::words).toList());
    }

    /// The words that count, or all where none does: as hits are made.
    private static List<Query> needed(Question question) {
        boolean some = Question.isNeeded(question.terms());
        return question.terms().stream()
                .filter(term -> !some || !term.optional())
                .map(Question.TermOf::query)
                .toList();
    }

    private static Query price(@Nullable Money min, @Nullable Money max) {
        long from = min == null ? 0 : min.fen();
        long until = max == null ? Shelf.NO_PRICE - 1 : max.fen();
        return from > until
                ? new MatchNoDocsQuery("no price lies there")
                : LongField.newRangeQuery(Shelf.PRICE, from, until);
    }

    private static Query having(String dimension, List<String> values) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        values.forEach(value ->
                any.add(new TermQuery(new Term(Segment.FIELD + dimension, value)), Occur.SHOULD));
        return any.build();
    }

    private static Set<Term> words(Query query) {
        Set<Term> words = new LinkedHashSet<>();
        query.visit(
                new QueryVisitor() {
                    @Override
                    public void consumeTerms(Query leaf, Term... terms) {
                        words.addAll(List.of(terms));
                    }

                    @Override
                    public QueryVisitor getSubVisitor(Occur occur, Query parent) {
                        return Objects.requireNonNull(occur) == Occur.MUST_NOT
                                ? QueryVisitor.EMPTY_VISITOR
                                : this;
                    }
                });
        return words;
    }
}
