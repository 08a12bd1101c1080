package org.deltacommons.commons.needs;

import java.util.List;
import java.util.Optional;
import org.deltacommons.commons.needs.Need.Received;
import org.deltacommons.commons.needs.Need.Standing;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What each side makes of the other's words.
@Configuration(proxyBeanMethods = false)
class NeedHandlers {

    /// An answer that the need's home takes.
    record Arrived(Received answer) {}

    @Bean
    FactHandler<NeedFact.AnswerGiven> answerGiven(Procedure<Need> procedure, Moving moving) {
        return FactHandler.of(
                NeedFact.AnswerGiven.class,
                (body, fact, rows) -> {
                    Need need = at(rows, body.need()).orElse(null);
                    if (need == null || need.answer(body.answer()).isPresent()) {
                        return List.of();
                    }
                    Refusal why = whyNot(need, body, fact, rows);
                    return why == null
                            ? moving.bySystem(
                                    procedure,
                                    need,
                                    "answer",
                                    new Arrived(received(body, fact, rows)),
                                    rows)
                            : List.of(refused(need, body, fact, why));
                });
    }

    private static Optional<Need> at(Rows rows, String id) {
        return rows.find(Need.class, Id.<Need>of(id)).filter(need -> need.home() == rows.home());
    }

    /// Only the need's home knows whether an answer came in time.
    private static @Nullable Refusal whyNot(
            Need need, NeedFact.AnswerGiven body, RecordedFact fact, Rows rows) {
        if (need.isOverAt(rows.now())) {
            return Refusal.of(NeedsReason.NEED_OVER);
        }
        if (need.answers().size() >= Need.ANSWERS_MAX) {
            return Refusal.of(NeedsReason.ANSWERS_TOO_MANY, "count", Need.ANSWERS_MAX);
        }
        if (need.firm().equals(body.provider())) {
            return Refusal.of(NeedsReason.OWN_NEED);
        }
        // Nobody answers in the name of another province's provider.
        boolean theirs =
                rows.find(Provider.class, Provider.idOf(body.provider()))
                        .filter(provider -> provider.home() == fact.origin())
                        .isPresent();
        return theirs ? null : Refusal.of(NeedsReason.NOT_A_PROVIDER);
    }

    private static Received received(NeedFact.AnswerGiven body, RecordedFact fact, Rows rows) {
        return new Received(
                body.answer(),
                fact.origin(),
                body.provider(),
                body.providerName(),
                body.text(),
                body.resource(),
                body.resourceName(),
                body.least(),
                body.most(),
                body.earliest(),
                rows.now(),
                Standing.OFFERED,
                List.of());
    }

    private static Part refused(
            Need need, NeedFact.AnswerGiven body, RecordedFact fact, Refusal why) {
        return new Fact(
                need.id().value(),
                Audience.of(fact.origin()),
                new NeedFact.AnswerRefused(body.answer(), need.id().value(), why));
    }

    /// Of an answer that is the origin's.
    private static <F extends Record> List<Part> about(
            Moving moving,
            Procedure<Need> procedure,
            String need,
            String answer,
            String action,
            F body,
            RecordedFact fact,
            Rows rows) {
        boolean theirs =
                at(rows, need)
                        .flatMap(found -> found.answer(answer))
                        .filter(one -> one.home() == fact.origin())
                        .isPresent();
        return theirs
                ? moving.whereAwaited(procedure, Id.<Need>of(need), action, body, rows)
                : List.of();
    }

    @Bean
    FactHandler<NeedFact.QuestionAnswered> questionAnswered(
            Procedure<Need> procedure, Moving moving) {
        return FactHandler.of(
                NeedFact.QuestionAnswered.class,
                (body, fact, rows) ->
                        about(
                                moving,
                                procedure,
                                body.need(),
                                body.answer(),
                                "reply",
                                body,
                                fact,
                                rows));
    }

    @Bean
    FactHandler<NeedFact.AnswerWithdrawn> answerWithdrawn(
            Procedure<Need> procedure, Moving moving) {
        return FactHandler.of(
                NeedFact.AnswerWithdrawn.class,
                (body, fact, rows) -> {
                    Need over =
                            at(rows, body.need())
                                    .filter(need -> procedure.state(need.state()).isFinal())
                                    .filter(need ->
                                            need.answer(body.answer())
                                                    .filter(one -> one.home() == fact.origin())
                                                    .isPresent())
                                    .orElse(null);
                    return over != null
                            ? NeedProcedure.lostLate(over, body)
                            : about(
                                    moving,
                                    procedure,
                                    body.need(),
                                    body.answer(),
                                    "lose",
                                    body,
                                    fact,
                                    rows);
                });
    }

    /// What the need's home says about an answer of this home.
    private static <F extends Record> FactHandler<F> atAnswer(
            Class<F> kind,
            java.util.function.Function<F, String> answer,
            String action,
            Procedure<NeedAnswer> procedure,
            Moving moving) {
        return FactHandler.of(
                kind,
                (body, fact, rows) -> {
                    Id<NeedAnswer> id = Id.of(answer.apply(body));
                    boolean theirs =
                            rows.find(NeedAnswer.class, id)
                                    .filter(one -> one.needHome() == fact.origin())
                                    .isPresent();
                    return theirs
                            ? moving.whereAwaited(procedure, id, action, body, rows)
                            : List.of();
                });
    }

    @Bean
    FactHandler<NeedFact.AnswerReceived> answerReceived(
            Procedure<NeedAnswer> procedure, Moving moving) {
        return atAnswer(
                NeedFact.AnswerReceived.class,
                NeedFact.AnswerReceived::answer,
                "arrive",
                procedure,
                moving);
    }

    @Bean
    FactHandler<NeedFact.AnswerRefused> answerRefused(
            Procedure<NeedAnswer> procedure, Moving moving) {
        return atAnswer(
                NeedFact.AnswerRefused.class,
                NeedFact.AnswerRefused::answer,
                "refuse",
                procedure,
                moving);
    }

    @Bean
    FactHandler<NeedFact.QuestionAsked> questionAsked(
            Procedure<NeedAnswer> procedure, Moving moving) {
        return atAnswer(
                NeedFact.QuestionAsked.class,
                NeedFact.QuestionAsked::answer,
                "ask",
                procedure,
                moving);
    }

    @Bean
    FactHandler<NeedFact.AnswerAccepted> answerAccepted(
            Procedure<NeedAnswer> procedure, Moving moving) {
        return atAnswer(
                NeedFact.AnswerAccepted.class,
                NeedFact.AnswerAccepted::answer,
                "accept",
                procedure,
                moving);
    }

    @Bean
    FactHandler<NeedFact.AnswerPassedOver> answerPassedOver(
            Procedure<NeedAnswer> procedure, Moving moving) {
        return atAnswer(
                NeedFact.AnswerPassedOver.class,
                NeedFact.AnswerPassedOver::answer,
                "pass-over",
                procedure,
                moving);
    }

    @Bean
    FactHandler<NeedFact.WithdrawalLate> withdrawalLate() {
        return FactHandler.of(
                NeedFact.WithdrawalLate.class,
                (body, fact, rows) ->
                        rows.find(NeedAnswer.class, Id.<NeedAnswer>of(body.answer()))
                                .filter(one -> one.home() == rows.home())
                                .filter(one -> one.needHome() == fact.origin())
                                .<List<Part>>map(one ->
                                        List.of(
                                                new Put(
                                                        one.withdrawnLate(
                                                                AnswerProcedure.why(body)))))
                                .orElseGet(List::of));
    }

    /// Postings of homes that another node hosts.
    @Bean
    Replica<NeedFact.NeedPosted> postedReplica() {
        return new Replica<>() {
            @Override
            public Class<NeedFact.NeedPosted> fact() {
                return NeedFact.NeedPosted.class;
            }

            @Override
            public List<Row> rows(NeedFact.NeedPosted body, RecordedFact fact) {
                return List.of(body.posting());
            }
        };
    }

    @Bean
    Replica<NeedFact.NeedEnded> endedReplica() {
        return new Replica<>() {
            @Override
            public Class<NeedFact.NeedEnded> fact() {
                return NeedFact.NeedEnded.class;
            }

            @Override
            public List<Row> rows(NeedFact.NeedEnded body, RecordedFact fact) {
                return List.of(body.posting());
            }
        };
    }
}
