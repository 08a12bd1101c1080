package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;
import org.deltacommons.foundation.finding.Question.TermOf;

/// What in one reading answers a question, before anything is ranked: the documents of its words,
/// cut and counted against each other.
final class Matching {

    private final Reading reading;
    private final WordDocs words;
    private final Question question;
    private final Map<TermOf, DocSet> docs = new LinkedHashMap<>();
    private final List<TermOf> left;

    Matching(Reading reading, WordDocs words, Question question) throws IOException {
        this.reading = reading;
        this.words = words;
        this.question = question;
        for (TermOf term : question.terms()) {
            docs.put(term, words.of(reading, term.query()));
        }
        this.left = nearest();
    }

    /// The documents and the words that say how well each fits.
    record Answer(DocSet docs, List<TermOf> by) {

        /// The same documents, or some of them, in the order of their fit.
        Query ranked(DocSet some) {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            query.add(new Within(some), Occur.FILTER);
            by.forEach(term -> query.add(term.query(), Occur.SHOULD));
            // All of them have some of the words; told so, Lucene passes over whole blocks that
            // cannot come among the first.
            query.setMinimumNumberShouldMatch(by.isEmpty() ? 0 : 1);
            return query.build();
        }
    }

    /// Whether no word, or none that matters, occurs anywhere.
    boolean isHopeless() {
        return !question.isEmpty()
                && (left.isEmpty()
                        || (Question.isNeeded(question.terms()) && !Question.isNeeded(left)));
    }

    /// The words that nothing has together with the rest.
    List<String> dropped() {
        return question.terms().stream()
                .filter(term -> !left.contains(term))
                .map(TermOf::word)
                .toList();
    }

    /// Whatever has most of the words.
    Answer whole() {
        return new Answer(most(question.terms()), question.terms());
    }

    /// The same; where nothing has, whatever has most of those left. Not for what is hopeless.
    Answer answer() {
        Answer whole = whole();
        boolean enough = left.size() == question.terms().size() || !whole.docs().isEmpty();
        return enough ? whole : new Answer(most(left), left);
    }

    private DocSet most(List<TermOf> terms) {
        if (terms.isEmpty()) {
            return everything();
        }
        List<TermOf> needed = needed(terms);
        return needed.isEmpty()
                ? all(terms)
                : DocSet.atLeast(Question.needed(needed.size()), sets(needed));
    }

    /// What has all of the words that are needed, or simply all where none is.
    private DocSet all(List<TermOf> terms) {
        List<TermOf> needed = needed(terms);
        List<DocSet> sets = sets(needed.isEmpty() ? terms : needed);
        DocSet all = sets.getFirst().copy();
        sets.subList(1, sets.size()).forEach(all::keep);
        return all;
    }

    private static List<TermOf> needed(List<TermOf> terms) {
        return terms.stream().filter(term -> !term.optional()).toList();
    }

    private List<DocSet> sets(List<TermOf> terms) {
        return terms.stream().map(term -> Objects.requireNonNull(docs.get(term))).toList();
    }

    private DocSet everything() {
        return new DocSet(
                reading.segments().stream().map(Segment::all).toArray(FixedBitSet[]::new));
    }

    /// The words that at least one document has together. Where none has all of them, the rarest
    /// goes, and again.
    private List<TermOf> nearest() {
        List<TermOf> near = new ArrayList<>(question.terms());
        Map<TermOf, Long> counts = new LinkedHashMap<>();
        while (!near.isEmpty() && all(near).isEmpty()) {
            near.forEach(term ->
                    counts.computeIfAbsent(
                            term, one -> Objects.requireNonNull(docs.get(one)).count()));
            TermOf rarest =
                    near.stream().min(Comparator.comparingLong(counts::get)).orElseThrow();
            if (Objects.equals(counts.get(rarest), 0L)) {
                near.removeIf(term -> Objects.equals(counts.get(term), 0L));
            } else {
                near.remove(rarest);
            }
        }
        return near;
    }
}
