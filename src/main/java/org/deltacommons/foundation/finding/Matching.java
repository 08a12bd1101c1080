package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.util.FixedBitSet;
import org.deltacommons.foundation.finding.Question.TermOf;
import org.jspecify.annotations.Nullable;

/// What in one reading answers a question, before anything is ranked: the documents of its words,
/// cut and counted against each other.
final class Matching {

    private final Reading reading;
    private final Question question;
    private final Map<TermOf, WordDocs.Word[]> found = new LinkedHashMap<>();
    private final Map<TermOf, DocSet> docs = new LinkedHashMap<>();
    private final List<TermOf> left;

    Matching(Reading reading, WordDocs words, Question question) throws IOException {
        this.reading = reading;
        this.question = question;
        for (TermOf term : question.terms()) {
            WordDocs.Word[] word = words.of(reading, term.query());
            found.put(term, word);
            docs.put(term, living(word));
        }
        this.left = nearest();
    }

    private DocSet living(WordDocs.Word[] word) {
        FixedBitSet[] living = new FixedBitSet[word.length];
        for (int i = 0; i < living.length; i++) {
            living[i] = reading.segments().get(i).living(word[i].docs());
        }
        return new DocSet(living);
    }

    /// @param by the words that say how well each document fits
    record Answer(DocSet docs, List<Weighed> by) {

        /// Some of the documents, each with its fit.
        Ranked ranked(DocSet some) {
            return new Ranked(some, by);
        }

        /// The same with what is near in meaning, too.
        ///
        /// @param preferred what is asked for besides, each with the documents that have it
        Ranked ranked(DocSet some, @Nullable Nearby nearby, List<DocSet> preferred) {
            return new Ranked(some, by, new Fusion(nearby, preferred));
        }
    }

    /// Whether no word, or none that matters, occurs anywhere.
    boolean isHopeless() {
        return !question.isEmpty()
                && (left.isEmpty()
                        || (Question.isNeeded(question.terms()) && !Question.isNeeded(left)));
    }

    /// The words that nothing has at all, not even what was deleted.
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        found.forEach((term, word) -> {
            if (Arrays.stream(word).allMatch(WordDocs.Word::isNowhere)) {
                unknown.add(term.word());
            }
        });
        return unknown;
    }

    /// The words that nothing has together with the rest.
    List<String> dropped() {
        return question.terms().stream()
                .filter(term -> !left.contains(term))
                .map(TermOf::word)
                .toList();
    }

    /// The words that are needed and that a document does not have.
    List<String> lacking(Predicate<DocSet> has) {
        return question.terms().stream()
                .filter(term -> !term.optional())
                .filter(term -> !has.test(Objects.requireNonNull(docs.get(term))))
                .map(TermOf::word)
                .toList();
    }

    /// Whatever has most of the words.
    Answer whole() {
        return answer(question.terms());
    }

    /// The same; where nothing has, whatever has most of those left. Not for what is hopeless.
    Answer answer() {
        Answer whole = whole();
        boolean enough = left.size() == question.terms().size() || !whole.docs().isEmpty();
        return enough ? whole : answer(left);
    }

    /// No document.
    ///
    /// @param wordless whether the words rank none either
    Answer nothing(boolean wordless) {
        FixedBitSet[] none =
                reading.segments().stream()
                        .map(segment -> new FixedBitSet(segment.documents()))
                        .toArray(FixedBitSet[]::new);
        return new Answer(new DocSet(none), wordless ? List.of() : by());
    }

    private Answer answer(List<TermOf> terms) {
        return new Answer(most(terms), by());
    }

    private List<Weighed> by() {
        return Weighed.of(found, reading.statistics());
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
            TermOf rarest = near.stream().min(Comparator.comparingLong(counts::get)).orElseThrow();
            if (Objects.equals(counts.get(rarest), 0L)) {
                near.removeIf(term -> Objects.equals(counts.get(term), 0L));
            } else {
                near.remove(rarest);
            }
        }
        return near;
    }
}
