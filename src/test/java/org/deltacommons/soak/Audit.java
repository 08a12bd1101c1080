package org.deltacommons.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.deltacommons.foundation.lane.AnswerKeys;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Province;
import org.deltacommons.soak.Memory.Sent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds what was sent and acknowledged against what the database keeps.
final class Audit {

    /// What can be wrong with one request.
    enum Fault {
        /// Acknowledged, and not there.
        LOST,
        /// There more than once.
        DOUBLED,
        /// There in part.
        TORN,
        /// Answered otherwise than before.
        CONTRADICTED
    }

    record Finding(Fault fault, String what) {

        @Override
        public String toString() {
            return fault + ": " + what;
        }
    }

    /// What came of one request, as the database has it.
    ///
    /// @param cases those it opened; the one it acted on, once for each time it did
    /// @param kept the answer under its key; null if there is none
    record Effect(List<String> cases, @Nullable Answer kept, List<String> torn) {}

    /// Holds bound to a voucher: on the voucher itself, the firm's ceiling and the budget.
    private static final int HOLDS_PER_ORDER = 3;

    private Audit() {}

    /// @return what is wrong; a request that was not acknowledged may be there or not, but wholly
    static List<Finding> of(Books books, Collection<Sent> sent) {
        List<Finding> findings = new ArrayList<>();
        effects(books, sent).forEach((one, effect) -> findings.addAll(judge(one, effect)));
        return findings;
    }

    static List<Finding> judge(Sent sent, Effect effect) {
        List<Finding> findings = new ArrayList<>();
        effect.torn.forEach(part -> findings.add(new Finding(Fault.TORN, sent + ": " + part)));
        int times = effect.cases.size();
        if (times > 1) {
            findings.add(new Finding(Fault.DOUBLED, sent + " is there as " + effect.cases));
        }
        boolean keptAsDone = effect.kept != null && effect.kept.isDone();
        if (times > 0 != keptAsDone) {
            findings.add(
                    new Finding(
                            Fault.TORN,
                            sent + " came to " + effect.cases + ", its key says " + effect.kept));
        }
        Optional<Answer> told = sent.answer();
        if (told.isPresent()) {
            boolean done = told.get().isDone();
            if (done && !effect.cases.contains(told.get().id())) {
                findings.add(new Finding(Fault.LOST, sent + " came to " + effect.cases));
            }
            boolean keptOtherwise = effect.kept != null && !effect.kept.equals(told.get());
            if (keptOtherwise || !done && times > 0) {
                findings.add(
                        new Finding(Fault.CONTRADICTED, sent + ", its key says " + effect.kept));
            }
        }
        return findings;
    }

    /// What came of each request.
    static Map<Sent, Effect> effects(Books books, Collection<Sent> sent) {
        Map<String, Set<String>> opened =
                books.opened(sent.stream().map(one -> one.request.mark()).toList());
        Set<String> cases = new HashSet<>();
        opened.values().forEach(cases::addAll);
        sent.forEach(one -> {
            if (one.request.subject() != null) {
                cases.add(one.request.subject());
            }
        });
        Map<String, Integer> moves = books.moves(cases);
        Map<String, Integer> asked = books.asked(cases);
        Map<String, Integer> holds = books.holds(cases);
        Map<UUID, String> answers = books.answers(sent.stream().map(Audit::key).toList());
        Map<Sent, Effect> effects = new HashMap<>();
        for (Sent one : sent) {
            Answer kept = answer(answers.get(key(one)));
            if (one.request.subject() == null) {
                Set<String> there = opened.getOrDefault(one.request.mark(), Set.of());
                List<String> torn = new ArrayList<>();
                there.forEach(id -> torn.addAll(missing(one.request, id, moves, asked, holds)));
                effects.put(one, new Effect(List.copyOf(there), kept, torn));
            } else {
                int times = count(moves, one.request.subject() + " " + one.request.step());
                effects.put(
                        one,
                        new Effect(
                                java.util.Collections.nCopies(times, one.request.subject()),
                                kept,
                                List.of()));
            }
        }
        return effects;
    }

    /// What an opened case must have besides its row, and has not.
    private static List<String> missing(
            Request request,
            String id,
            Map<String, Integer> moves,
            Map<String, Integer> asked,
            Map<String, Integer> holds) {
        List<String> wrong = new ArrayList<>();
        expect(1, count(moves, id + " " + request.step()), id + " was told", wrong);
        if (request.procedure().equals("order")) {
            int expected = request.body().containsKey("voucher") ? HOLDS_PER_ORDER : 0;
            expect(expected, count(holds, id), "holds of " + id, wrong);
            expect(1, count(asked, id), id + " was asked for", wrong);
        }
        return wrong;
    }

    private static void expect(int expected, int found, String what, List<String> wrong) {
        if (found != expected) {
            wrong.add("%s %d times instead of %d".formatted(what, found, expected));
        }
    }

    private static int count(Map<String, Integer> counts, String of) {
        return counts.getOrDefault(of, 0);
    }

    private static UUID key(Sent sent) {
        Request request = sent.request;
        // The home of a booking is the provider's, of an order and of an application the firm's:
        // each machine acts at home.
        return AnswerKeys.of(
                Province.of(request.machine().home()),
                request.machine().client(),
                request.operation(),
                request.key());
    }

    private static @Nullable Answer answer(@Nullable String kept) {
        if (kept == null) {
            return null;
        }
        JsonNode node = Json.parse(kept);
        JsonNode refused = node.get("refused");
        return refused == null
                ? Answer.done(
                        node.get("done").get("id").asString(),
                        node.get("done").get("state").asString())
                : Answer.refused(refused.get("code").asString());
    }
}
