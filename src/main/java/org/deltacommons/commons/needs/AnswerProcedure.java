package org.deltacommons.commons.needs;

import static org.deltacommons.commons.needs.AnswerState.ACCEPTED;
import static org.deltacommons.commons.needs.AnswerState.ASKED;
import static org.deltacommons.commons.needs.AnswerState.PASSED_OVER;
import static org.deltacommons.commons.needs.AnswerState.RECEIVED;
import static org.deltacommons.commons.needs.AnswerState.REFUSED;
import static org.deltacommons.commons.needs.AnswerState.SENT;
import static org.deltacommons.commons.needs.AnswerState.WITHDRAWN;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The provider's side: an answer is given, the need's home takes it or not, the asker asks back
/// and chooses. What the asker does comes as a fact and is taken by the system. Pure decisions.
final class AnswerProcedure {

    static final String NAME = "need-answer";

    private static final Who MANAGER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);
    private static final Who OPERATOR = Who.of(Role.OPERATOR, Side.PROVIDER);
    private static final Who AUDITOR = Who.of(Role.AUDITOR, Side.HOME);

    /// One answer of a provider to a need.
    private static final String ONE = "needs.answer";

    private AnswerProcedure() {}

    /// @param homeOfProvider where a provider is kept
    static Procedure<NeedAnswer> declare(BiFunction<String, Actor, Province> homeOfProvider) {
        Procedure.Builder<NeedAnswer> answer =
                Procedure.of(NAME, NeedAnswer.class, "needs.source.answer")
                        .opens(
                                "give",
                                NeedForms.GiveAnswer.class,
                                (form, actor) -> homeOfProvider.apply(form.provider(), actor),
                                AnswerProcedure::give,
                                MANAGER)
                        .state(SENT, StateTone.WAITING)
                        .state(RECEIVED, StateTone.WAITING)
                        .state(ASKED, StateTone.ACTIVE, "need.reply", List.of(MANAGER), MANAGER)
                        .last(ACCEPTED, StateTone.GOOD)
                        .last(PASSED_OVER, StateTone.OVER)
                        .last(REFUSED, StateTone.BAD)
                        .last(WITHDRAWN, StateTone.OVER)
                        .readers(OPERATOR, AUDITOR)
                        .line(SENT, RECEIVED, ACCEPTED);
        return theirs(ours(answer)).build();
    }

    private static Procedure.Builder<NeedAnswer> ours(Procedure.Builder<NeedAnswer> to) {
        return to.action("reply", NeedForms.AnswerQuestion.class)
                .from(ASKED)
                .to(RECEIVED)
                .by(MANAGER)
                .primary()
                .does((answer, form, on) ->
                        Outcome.done(
                                Move.to(
                                                answer.in(RECEIVED),
                                                told(
                                                        answer,
                                                        new NeedFact.QuestionAnswered(
                                                                answer.id().value(),
                                                                answer.need(),
                                                                form.text())))
                                        .noting(form.text())))
                .action("withdraw", NeedForms.WithdrawAnswer.class)
                .from(SENT, RECEIVED, ASKED)
                .to(WITHDRAWN)
                .by(MANAGER)
                .dangerous()
                .does((answer, form, on) ->
                        Outcome.done(
                                Move.to(
                                                answer.in(WITHDRAWN),
                                                told(
                                                        answer,
                                                        new NeedFact.AnswerWithdrawn(
                                                                answer.id().value(),
                                                                answer.need(),
                                                                form.reason())),
                                                free(answer))
                                        .noting(form.reason())));
    }

    private static Procedure.Builder<NeedAnswer> theirs(Procedure.Builder<NeedAnswer> to) {
        return to.action("arrive", NeedFact.AnswerReceived.class)
                .from(SENT)
                .to(RECEIVED)
                .by(Who.SYSTEM)
                .does((answer, fact, on) -> Outcome.done(Move.to(answer.in(RECEIVED))))
                .action("refuse", NeedFact.AnswerRefused.class)
                .from(SENT)
                .to(REFUSED)
                .by(Who.SYSTEM)
                .does((answer, fact, on) ->
                        Outcome.done(Move.to(answer.refusedBecause(fact.why()), free(answer))))
                .action("ask", NeedFact.QuestionAsked.class)
                .from(RECEIVED, ASKED)
                .to(ASKED)
                .by(Who.SYSTEM)
                .does((answer, fact, on) ->
                        Outcome.done(Move.to(answer.askedBack(fact.text())).noting(fact.text())))
                .action("accept", NeedFact.AnswerAccepted.class)
                .from(RECEIVED, ASKED)
                .to(ACCEPTED)
                .by(Who.SYSTEM)
                .does((answer, fact, on) ->
                        Outcome.done(
                                Move.to(answer.acceptedBy(fact.firm(), fact.firmName()))
                                        .noting(fact.firmName())))
                .action("pass-over", NeedFact.AnswerPassedOver.class)
                .from(RECEIVED, ASKED)
                .to(PASSED_OVER)
                .by(Who.SYSTEM)
                .does((answer, fact, on) -> Outcome.done(Move.to(answer.in(PASSED_OVER))));
    }

    /// What whoever withdrew too late is told.
    static Refusal why(NeedFact.WithdrawalLate fact) {
        return Refusal.of(
                fact.accepted() ? NeedsReason.ACCEPTED_BEFORE : NeedsReason.ENDED_BEFORE,
                "ended",
                fact.ended());
    }

    private static Fact told(NeedAnswer answer, NeedFact fact) {
        return new Fact(answer.id().value(), Audience.of(answer.needHome()), (Record) fact);
    }

    private static String one(String need, String provider) {
        return need + "/" + provider;
    }

    /// After a refusal or a withdrawal the provider may answer once more.
    private static Release free(NeedAnswer answer) {
        return new Release(ONE, one(answer.need(), answer.provider()), Period.ALWAYS);
    }

    private static Outcome<Move<NeedAnswer>> give(NeedForms.GiveAnswer form, Deciding on) {
        Posting need =
                Posting.isId(form.need())
                        ? on.rows().find(Posting.class, Id.<Posting>of(form.need())).orElse(null)
                        : null;
        if (need == null) {
            return Outcome.refused(NeedsReason.NOT_FOUND);
        }
        Provider provider =
                on.rows()
                        .find(Provider.class, Provider.idOf(form.provider()))
                        .filter(one -> one.state() == ProviderState.VERIFIED)
                        .orElse(null);
        if (provider == null) {
            return Outcome.refused(NeedsReason.NOT_A_PROVIDER);
        }
        Resource resource =
                form.resource() == null
                        ? null
                        : on.rows()
                                .find(Resource.class, Id.<Resource>of(form.resource()))
                                .orElse(null);
        Refusal wrong = wrong(form, need, provider, resource, on);
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        NeedAnswer answer = answer(form, need, provider, resource, on);
        return Outcome.done(
                Move.to(answer)
                        .with(
                                new Claim(
                                        ONE,
                                        one(answer.need(), answer.provider()),
                                        Period.ALWAYS,
                                        Refusal.of(NeedsReason.ANSWERED_ALREADY)),
                                told(answer, given(answer))));
    }

    private static @Nullable Refusal wrong(
            NeedForms.GiveAnswer form,
            Posting need,
            Provider provider,
            @Nullable Resource resource,
            Deciding on) {
        // The need's home decides in the end; what is known here to come too late is not sent.
        if (need.isOverAt(on.now())) {
            return Refusal.of(NeedsReason.NEED_OVER);
        }
        if (provider.id().value().equals(need.firm())) {
            return Refusal.of(NeedsReason.OWN_NEED);
        }
        boolean foreign =
                form.resource() != null
                        && (resource == null
                                || resource.state() != ResourceState.PUBLISHED
                                || !resource.provider().equals(provider.id().value()));
        if (foreign) {
            return Refusal.of(NeedsReason.RESOURCE_INVALID);
        }
        if (form.least() != null
                && form.most() != null
                && form.least().compareTo(form.most()) > 0) {
            return Refusal.of(NeedsReason.PRICE_INVALID);
        }
        LocalDate today = LocalDate.ofInstant(on.now(), WorkingDays.ZONE);
        return form.earliest() != null && form.earliest().isBefore(today)
                ? Refusal.of(NeedsReason.DAY_INVALID)
                : null;
    }

    private static NeedAnswer answer(
            NeedForms.GiveAnswer form,
            Posting need,
            Provider provider,
            @Nullable Resource resource,
            Deciding on) {
        return new NeedAnswer(
                on.ids().next("ans"),
                on.rows().home(),
                SENT,
                need.id().value(),
                need.home(),
                need.sentence(),
                provider.id().value(),
                provider.nameZh(),
                form.text().strip(),
                form.resource(),
                resource == null ? null : resource.title(),
                form.least(),
                form.most(),
                form.earliest(),
                null,
                null,
                null,
                null,
                on.now());
    }

    private static NeedFact given(NeedAnswer answer) {
        return new NeedFact.AnswerGiven(
                answer.id().value(),
                answer.need(),
                answer.provider(),
                answer.providerName(),
                answer.text(),
                answer.resource(),
                answer.resourceName(),
                answer.least(),
                answer.most(),
                answer.earliest());
    }
}
