package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What one request comes to in one reading: what was understood, which words it has, what answers
/// it, what is left after the choices. Worked out once, whether hits are listed or somebody asks
/// why something is not among them.
final class Asked {

    private final Reading reading;
    private final FindRequest request;
    private final List<Condition> conditions;
    private final Spelling.Spelled spelled;
    private final Question question;
    private final Matching matching;
    private final Order order;
    private final @Nullable Meaning meaning;
    private final @Nullable Nearby nearby;
    private final boolean hopeless;
    private final Matching.Answer answer;
    private final Map<Condition, DocSet> preferred = new LinkedHashMap<>();

    /// @param meaning null to go by words alone
    Asked(
            Reading reading,
            WordDocs words,
            Analyzer analyzer,
            Collection<String> dimensions,
            @Nullable Meaning meaning,
            FindRequest request,
            Finding.Way way)
            throws IOException {
        this.reading = reading;
        this.meaning = meaning;
        this.request = request;
        Answered answered =
                Answered.of(reading, words, analyzer, dimensions, Answered.Key.of(request, way));
        this.spelled = answered.spelled();
        this.question = answered.question();
        this.matching = answered.matching();
        this.hopeless = answered.isHopeless();
        this.answer = answered.answer();
        this.conditions = weighed(answered.understood(), request, question);
        this.order = order(request, question);
        this.nearby = meaning == null ? null : nearby(meaning, way == Finding.Way.MEANING);
        for (Condition condition : conditions) {
            DocSet having = condition.certain() ? null : having(condition);
            if (having != null) {
                preferred.put(condition, having);
            }
        }
    }

    /// Without a word nothing fits better than something else.
    static Order order(FindRequest request, Question question) {
        return request.order() == Order.FIT && question.isEmpty() ? Order.NAME : request.order();
    }

    /// Where nothing else is said, a condition is what was asked for. What was chosen of a facet
    /// goes before what a sentence says about it.
    static List<Condition> weighed(
            List<Condition> understood, FindRequest request, Question question) {
        List<Condition> weighed = new ArrayList<>();
        for (Condition condition : understood) {
            boolean chosen =
                    request.chosen().containsKey(condition.dimension())
                            || (condition.price() != null && request.priceMax() != null);
            if (!chosen) {
                weighed.add(question.isEmpty() ? condition.certainly() : condition);
            }
        }
        return List.copyOf(weighed);
    }

    /// Null where only words count: a question that is one word.
    private @Nullable Nearby nearby(Meaning meaning, boolean always) throws IOException {
        if (!(always || question.isSentence())) {
            return null;
        }
        String chinese = Thesaurus.field().inChinese(Question.clean(spelled.text()));
        List<Vectors.Near> near = meaning.near(chinese, Nearby.PASSAGES);
        return near.isEmpty() ? null : Nearby.of(reading, near);
    }

    /// Null for what no document can show.
    private @Nullable DocSet having(Condition condition) throws IOException {
        Money price = condition.price();
        if (price != null) {
            return priced(null, price);
        }
        return condition.isOnlySaid()
                ? null
                : having(condition.dimension(), List.of(condition.value()));
    }

    private DocSet having(String dimension, List<String> values) {
        return new DocSet(
                reading.segments().stream()
                        .map(segment -> segment.having(dimension, values))
                        .toArray(FixedBitSet[]::new));
    }

    /// Nothing but signs that mean nothing is a question without an answer, not everything.
    boolean isVain() {
        boolean senseless = question.isEmpty() && conditions.isEmpty() && !request.text().isBlank();
        return senseless || (hopeless && (nearby == null || nearby.docs().isEmpty()));
    }

    /// What answers it, whatever is chosen.
    DocSet answering() {
        return nearby == null ? answer.docs() : answer.docs().copy().add(nearby.docs());
    }

    Choices choices() throws IOException {
        Map<String, List<String>> chosen = new LinkedHashMap<>(request.chosen());
        Money most = request.priceMax();
        for (Condition condition : conditions) {
            if (condition.certain() && condition.price() != null) {
                most = condition.price();
            } else if (condition.certain() && !condition.isOnlySaid()) {
                chosen.put(condition.dimension(), List.of(condition.value()));
            }
        }
        DocSet answering = answering();
        boolean priced = request.priceMin() != null || most != null;
        return new Choices(
                reading,
                priced ? priced(request.priceMin(), most).keep(answering) : answering,
                chosen);
    }

    private DocSet priced(@Nullable Money min, @Nullable Money max) throws IOException {
        long from = min == null ? 0 : min.fen();
        // Those without a price carry the largest number there is.
        long until = max == null ? Shelf.NO_PRICE - 1 : max.fen();
        Query price =
                from > until
                        ? new MatchNoDocsQuery("no price lies there")
                        : LongField.newRangeQuery(Shelf.PRICE, from, until);
        return WordDocs.once(reading, price);
    }

    /// The hits with their fit; where nothing but words counts, by words alone.
    Ranked ranked(DocSet hits) {
        return nearby == null && preferred.isEmpty()
                ? answer.ranked(hits)
                : answer.ranked(hits, nearby, List.copyOf(preferred.values()));
    }

    /// Which conditions a document has.
    List<Condition> met(int doc) {
        List<Condition> met = new ArrayList<>();
        preferred.forEach((condition, docs) -> {
            if (has(docs, doc)) {
                met.add(condition);
            }
        });
        return met;
    }

    /// Which of the conditions that are only preferred a document has not.
    List<Condition> unmet(int doc) {
        List<Condition> unmet = new ArrayList<>(preferred.keySet());
        unmet.removeAll(met(doc));
        return unmet;
    }

    /// The passage that lies near; null if the document is found by its words alone.
    @Nullable String near(int doc) throws IOException {
        Vectors.Near passage = nearby == null ? null : nearby.best().get(doc);
        return nearby != null && meaning != null && passage != null && has(nearby.docs(), doc)
                ? meaning.text(passage)
                : null;
    }

    boolean has(DocSet docs, int doc) {
        int segment = org.apache.lucene.index.ReaderUtil.subIndex(doc, reading.reader().leaves());
        return docs.in(segment).get(doc - reading.reader().leaves().get(segment).docBase);
    }

    /// What leaves a document out that would answer: the choices, prices and conditions it has not.
    List<Whether.Excluded> excluding(int doc) throws IOException {
        List<Whether.Excluded> excluding = new ArrayList<>();
        for (Map.Entry<String, List<String>> one : request.chosen().entrySet()) {
            if (!has(having(one.getKey(), one.getValue()), doc)) {
                excluding.add(new Whether.Excluded(one.getKey(), one.getValue(), false));
            }
        }
        Money min = request.priceMin();
        Money max = request.priceMax();
        if (min != null && !has(priced(min, null), doc)) {
            excluding.add(new Whether.Excluded("from", List.of(min.toString()), false));
        }
        if (max != null && !has(priced(null, max), doc)) {
            excluding.add(new Whether.Excluded("to", List.of(max.toString()), false));
        }
        for (Condition condition : conditions) {
            DocSet having = condition.certain() ? having(condition) : null;
            if (having != null && !has(having, doc)) {
                excluding.add(
                        new Whether.Excluded(
                                condition.dimension(), List.of(condition.value()), true));
            }
        }
        return excluding;
    }

    /// Words of the question that a document does not have.
    List<String> lacking(int doc) {
        return matching.lacking(docs -> has(docs, doc));
    }

    Order order() {
        return order;
    }

    Question question() {
        return question;
    }

    Matching matching() {
        return matching;
    }

    List<Condition> conditions() {
        return conditions;
    }

    List<Spelling.Instead> instead() {
        return spelled.instead();
    }

    /// Whether it was compared by meaning.
    boolean byMeaning() {
        return nearby != null;
    }
}
