package org.deltacommons.surface.insight;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;

/// A sentence that was asked, and how it was answered.
///
/// @param sentence masked
/// @param whole whether nothing had to be masked
/// @param field the discipline most of the first hits are of; empty if there is none
/// @param lacking words that nothing has together with the rest
record Question(
        Actor actor,
        Instant at,
        String sentence,
        boolean whole,
        String field,
        long hits,
        Outcome outcome,
        List<String> lacking) {

    private static final String FIELD = "discipline";
    private static final int FIRST_HITS = 10;
    private static final int WORD_MAX = 20;

    /// How it was answered.
    enum Outcome {
        FOUND,
        /// Only with words left out, or only by what lies near in meaning.
        FAR,
        NONE
    }

    /// Whoever pages on or narrows what they found asks no new question.
    static boolean isNew(FindRequest request) {
        return request.after() == null
                && request.chosen().isEmpty()
                && request.ignored().isEmpty()
                && request.priceMin() == null
                && request.priceMax() == null
                && request.order() == FindRequest.Order.FIT
                && !request.text().isBlank();
    }

    static Question of(Actor actor, Instant at, FindRequest request, Found found) {
        String sentence = Masking.of(request.text());
        Outcome outcome = outcome(found);
        return new Question(
                actor,
                at,
                sentence,
                !Masking.isMasked(sentence),
                field(found),
                found.total(),
                outcome,
                lacking(sentence, outcome, found));
    }

    private static Outcome outcome(Found found) {
        if (found.total() == 0) {
            return Outcome.NONE;
        }
        boolean far =
                !found.dropped().isEmpty()
                        || found.hits().stream()
                                .allMatch(hit -> hit.why().isEmpty() && !hit.near().isEmpty());
        return far ? Outcome.FAR : Outcome.FOUND;
    }

    private static String field(Found found) {
        Map<String, Integer> counts = new HashMap<>();
        found.hits().stream()
                .limit(FIRST_HITS)
                .flatMap(hit -> hit.document().facets().getOrDefault(FIELD, List.of()).stream())
                .forEach(field -> counts.merge(field, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(
                                        Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static List<String> lacking(String sentence, Outcome outcome, Found found) {
        if (outcome == Outcome.NONE) {
            return sentence.length() <= WORD_MAX && !Masking.isMasked(sentence)
                    ? List.of(sentence)
                    : List.of();
        }
        return found.dropped().stream()
                .filter(word -> word.length() <= WORD_MAX && sentence.contains(word))
                .toList();
    }

    boolean isOfPerson() {
        return isOfPerson(actor);
    }

    static boolean isOfPerson(Actor actor) {
        return !actor.isVisitor() && !actor.isSystem() && actor.client() == null;
    }

    /// What the asker counts as: their organisation, or they themselves where they have none. A
    /// visitor counts as nobody.
    String asker() {
        return actor.isVisitor()
                ? ""
                : actor.memberships().stream()
                        .map(Membership::where)
                        .findFirst()
                        .orElse(actor.id());
    }
}
