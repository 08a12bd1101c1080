package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.finding.Question.TermOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What in an index of OpenSearch answers a question, by the same rules as [Matching]: how many
/// have each word is asked first, and what the best of them fits, because both decide what the word
/// counts.
final class OpenSearchMatching {

    /// @param having how many documents have it
    /// @param most how well it fits the best of them
    private record Having(long having, float most) {}

    private final OpenSearchVolume index;
    private final Question question;
    private final Map<TermOf, Having> words = new LinkedHashMap<>();
    private final long documents;
    private final List<TermOf> left;
    private final boolean whole;

    OpenSearchMatching(OpenSearchVolume index, Question question) throws IOException {
        this.index = index;
        this.question = question;
        List<JsonNode> asked = new ArrayList<>();
        asked.add(counted(OpenSearchQueries.everything(), 0));
        question.terms().forEach(term -> asked.add(counted(query(term), 1)));
        JsonNode answers = index.askAll(asked);
        this.documents = total(answers.get(0));
        for (int i = 0; i < question.terms().size(); i++) {
            JsonNode answer = answers.get(i + 1);
            float most = (float) answer.path("hits").path("max_score").asDouble(0);
            words.put(question.terms().get(i), new Having(total(answer), most));
        }
        List<List<TermOf>> steps = steps();
        List<JsonNode> tried = new ArrayList<>();
        tried.add(one(most(question.terms())));
        steps.forEach(step -> tried.add(one(all(step))));
        JsonNode found = index.askAll(tried);
        this.whole = total(found.get(0)) > 0;
        List<TermOf> near = List.of();
        for (int i = steps.size() - 1; i >= 0; i--) {
            near = total(found.get(i + 1)) > 0 ? steps.get(i) : near;
        }
        this.left = near;
    }

    static ObjectNode query(TermOf term) {
        return OpenSearchQueries.of(term.query(), 1);
    }

    private static ObjectNode counted(JsonNode query, int size) {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", size).put("_source", false).put("track_total_hits", true);
        asked.set("query", query);
        return asked;
    }

    /// Whether there is any.
    private static ObjectNode one(JsonNode query) {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", 0).put("terminate_after", 1).set("query", query);
        return asked;
    }

    static long total(JsonNode answer) {
        return answer.path("hits").path("total").path("value").asLong();
    }

    private long having(TermOf term) {
        return Objects.requireNonNull(words.get(term)).having();
    }

    /// The words that may be left, first all of them, then fewer and fewer: the rarest goes, and
    /// all that nothing has go together.
    private List<List<TermOf>> steps() {
        List<List<TermOf>> steps = new ArrayList<>();
        List<TermOf> near = new ArrayList<>(question.terms());
        while (!near.isEmpty()) {
            steps.add(List.copyOf(near));
            TermOf rarest = near.getFirst();
            for (TermOf term : near) {
                rarest = having(term) < having(rarest) ? term : rarest;
            }
            if (having(rarest) == 0) {
                near.removeIf(term -> having(term) == 0);
            } else {
                near.remove(rarest);
            }
        }
        return steps;
    }

    /// Whether no word, or none that matters, occurs anywhere.
    boolean isHopeless() {
        return !question.isEmpty()
                && (left.isEmpty()
                        || (Question.isNeeded(question.terms()) && !Question.isNeeded(left)));
    }

    /// The words that nothing has at all.
    List<String> unknown() {
        return question.terms().stream()
                .filter(term -> having(term) == 0)
                .map(TermOf::word)
                .toList();
    }

    /// The words that nothing has together with the rest.
    List<String> dropped() {
        return question.terms().stream()
                .filter(term -> !left.contains(term))
                .map(TermOf::word)
                .toList();
    }

    /// Whatever has most of the words; where nothing has, whatever has most of those left.
    ObjectNode answer() {
        return most(left.size() == question.terms().size() || whole ? question.terms() : left);
    }

    /// Whatever has most of all words.
    ObjectNode whole() {
        return most(question.terms());
    }

    private static ObjectNode most(List<TermOf> terms) {
        if (terms.isEmpty()) {
            return OpenSearchQueries.everything();
        }
        List<TermOf> needed = needed(terms);
        return needed.isEmpty()
                ? all(terms)
                : OpenSearchQueries.some(Question.needed(needed.size()), queries(needed));
    }

    /// What has all of the words that are needed, or simply all where none is.
    private static ObjectNode all(List<TermOf> terms) {
        List<TermOf> needed = needed(terms);
        return OpenSearchQueries.all(queries(needed.isEmpty() ? terms : needed));
    }

    private static List<TermOf> needed(List<TermOf> terms) {
        return terms.stream().filter(term -> !term.optional()).toList();
    }

    private static Collection<ObjectNode> queries(List<TermOf> terms) {
        return terms.stream().map(OpenSearchMatching::query).toList();
    }

    /// What each word counts, as [Weighed] has it.
    List<ObjectNode> weighed() {
        List<TermOf> terms = question.terms();
        float[] worth = new float[terms.size()];
        float all = 0;
        for (int i = 0; i < worth.length; i++) {
            float rarity = Statistics.rarity(documents, having(terms.get(i)));
            worth[i] = terms.get(i).optional() ? Weighed.OPTIONAL * rarity : rarity;
            all += worth[i];
        }
        List<ObjectNode> weighed = new ArrayList<>();
        for (int i = 0; i < worth.length; i++) {
            float most = Objects.requireNonNull(words.get(terms.get(i))).most();
            if (most > 0) {
                weighed.add(OpenSearchQueries.of(terms.get(i).query(), worth[i] / all / most));
            }
        }
        return weighed;
    }
}
