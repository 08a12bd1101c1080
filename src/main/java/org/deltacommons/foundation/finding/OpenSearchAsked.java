package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one request comes to in an index of OpenSearch: the same as [Asked], as questions to the
/// server.
final class OpenSearchAsked {

    private final FindRequest request;
    private final List<Condition> conditions;
    private final Spelling.Spelled spelled;
    private final Question question;
    private final OpenSearchMatching matching;
    private final Order order;
    private final @Nullable Meaning meaning;
    private final @Nullable OpenSearchNearby nearby;
    private final boolean wordless;
    private final boolean hopeless;
    private final Map<Condition, ObjectNode> preferred = new LinkedHashMap<>();

    /// @param meaning null to go by words alone
    OpenSearchAsked(
            OpenSearchVolume index,
            Vocabulary vocabulary,
            Analyzer analyzer,
            Collection<String> dimensions,
            @Nullable Meaning meaning,
            FindRequest request,
            Finding.Way way)
            throws IOException {
        this.meaning = meaning;
        this.request = request;
        Understanding.Understood understood =
                way == Finding.Way.BOTH
                        ? Understanding.of(request.text(), dimensions, request.ignored())
                        : new Understanding.Understood(request.text(), List.of());
        Question typed = Question.of(understood.rest(), analyzer);
        OpenSearchMatching asTyped = new OpenSearchMatching(index, typed);
        this.spelled = new Spelling(vocabulary).spell(understood.rest(), asTyped.unknown());
        boolean slipped = !spelled.instead().isEmpty();
        this.question = slipped ? Question.of(spelled.text(), analyzer) : typed;
        this.conditions = Asked.weighed(understood.conditions(), request, question);
        this.matching = slipped ? new OpenSearchMatching(index, question) : asTyped;
        this.order = Asked.order(request, question);
        this.wordless = way == Finding.Way.MEANING;
        this.nearby = meaning == null ? null : nearby(index, meaning);
        this.hopeless = wordless || matching.isHopeless();
        for (Condition condition : conditions) {
            ObjectNode having = condition.certain() ? null : having(condition);
            if (having != null) {
                preferred.put(condition, having);
            }
        }
    }

    /// Null where only words count: a question that is one word.
    private @Nullable OpenSearchNearby nearby(OpenSearchVolume index, Meaning by)
            throws IOException {
        if (!(wordless || question.isSentence())) {
            return null;
        }
        String chinese = Thesaurus.field().inChinese(Question.clean(spelled.text()));
        List<Vectors.Near> near = by.near(chinese, Nearby.PASSAGES);
        return near.isEmpty() ? null : OpenSearchNearby.of(index, near);
    }

    /// Null for what no document can show.
    private static @Nullable ObjectNode having(Condition condition) {
        Money price = condition.price();
        if (price != null) {
            return priced(null, price);
        }
        return condition.isOnlySaid()
                ? null
                : having(condition.dimension(), List.of(condition.value()));
    }

    private static ObjectNode having(String dimension, Collection<String> values) {
        return OpenSearchQueries.values(OpenSearchEntries.FACETS + dimension, values);
    }

    private static ObjectNode priced(@Nullable Money min, @Nullable Money max) {
        return OpenSearchQueries.priced(
                min == null ? 0 : min.fen(), max == null ? Shelf.NO_PRICE - 1 : max.fen());
    }

    /// Nothing but signs that mean nothing is a question without an answer, not everything.
    boolean isVain() {
        boolean senseless = question.isEmpty() && conditions.isEmpty() && !request.text().isBlank();
        return senseless || (hopeless && (nearby == null || nearby.hits().isEmpty()));
    }

    /// What answers it, whatever is chosen.
    ObjectNode answering() {
        ObjectNode worded = hopeless ? OpenSearchQueries.nothing() : matching.answer();
        return nearby == null || nearby.hits().isEmpty()
                ? worded
                : OpenSearchQueries.some(
                        1, List.of(worded, OpenSearchQueries.values(Shelf.KEY, nearby.hits())));
    }

    /// What answers it for its price, each with what it is worth.
    ObjectNode ranked() {
        List<JsonNode> must = new ArrayList<>(List.of(answering()));
        Money most = request.priceMax();
        for (Condition condition : conditions) {
            most = condition.certain() && condition.price() != null ? condition.price() : most;
        }
        if (request.priceMin() != null || most != null) {
            must.add(priced(request.priceMin(), most));
        }
        ObjectNode told = OpenSearchQueries.all(must);
        var worth = ((ObjectNode) told.path("bool")).putArray("should");
        if (!wordless) {
            matching.weighed().forEach(worth::add);
        }
        if (nearby != null) {
            nearby.weighed().forEach(worth::add);
        }
        for (Map.Entry<Condition, ObjectNode> one : preferred.entrySet()) {
            worth.add(
                    OpenSearchQueries.constant(
                            one.getValue(), Fusion.CONDITION, one.getKey().code()));
        }
        return told;
    }

    /// What was chosen of each dimension, by the person or surely by the sentence.
    Map<String, List<String>> chosen() {
        Map<String, List<String>> chosen = new LinkedHashMap<>(request.chosen());
        for (Condition condition : conditions) {
            boolean facet = condition.price() == null && !condition.isOnlySaid();
            if (condition.certain() && facet) {
                chosen.put(condition.dimension(), List.of(condition.value()));
            }
        }
        return chosen;
    }

    /// Within every choice but those of one dimension.
    static ObjectNode within(Map<String, List<String>> chosen, String besides) {
        List<ObjectNode> all = new ArrayList<>();
        chosen.forEach((dimension, values) -> {
            if (!dimension.equals(besides)) {
                all.add(having(dimension, values));
            }
        });
        return OpenSearchQueries.all(all);
    }

    /// Which conditions a hit has.
    ///
    /// @param named what the hit says that it has
    List<Condition> met(Collection<String> named) {
        return preferred.keySet().stream()
                .filter(condition -> named.contains(condition.code()))
                .toList();
    }

    /// Which of the conditions that are only preferred it has not.
    List<Condition> unmet(Collection<String> named) {
        List<Condition> unmet = new ArrayList<>(preferred.keySet());
        unmet.removeAll(met(named));
        return unmet;
    }

    /// The passage that lies near; empty if the document is found by its words alone.
    String near(String key) throws IOException {
        Vectors.Near passage = nearby == null ? null : nearby.best().get(key);
        return meaning != null && nearby != null && passage != null && nearby.hits().contains(key)
                ? meaning.text(passage)
                : "";
    }

    /// What could leave a document out, each with what it must have not to be.
    Map<Whether.Excluded, ObjectNode> excluding() {
        Map<Whether.Excluded, ObjectNode> excluding = new LinkedHashMap<>();
        request.chosen()
                .forEach((dimension, values) ->
                        excluding.put(
                                new Whether.Excluded(dimension, values, false),
                                having(dimension, values)));
        Money min = request.priceMin();
        Money max = request.priceMax();
        if (min != null) {
            excluding.put(
                    new Whether.Excluded("from", List.of(min.toString()), false),
                    priced(min, null));
        }
        if (max != null) {
            excluding.put(
                    new Whether.Excluded("to", List.of(max.toString()), false), priced(null, max));
        }
        for (Condition condition : conditions) {
            ObjectNode having = condition.certain() ? having(condition) : null;
            if (having != null) {
                excluding.put(
                        new Whether.Excluded(
                                condition.dimension(), List.of(condition.value()), true),
                        having);
            }
        }
        return excluding;
    }

    /// The words that a document should have, each with how it has them.
    Map<String, ObjectNode> wanted() {
        Map<String, ObjectNode> wanted = new LinkedHashMap<>();
        question.terms().stream()
                .filter(term -> !term.optional())
                .forEach(term -> wanted.put(term.word(), OpenSearchMatching.query(term)));
        return wanted;
    }

    Order order() {
        return order;
    }

    Question question() {
        return question;
    }

    List<String> dropped() {
        return matching.dropped();
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
