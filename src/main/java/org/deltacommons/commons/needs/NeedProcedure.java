package org.deltacommons.commons.needs;

import static org.deltacommons.commons.needs.NeedState.CHOOSING;
import static org.deltacommons.commons.needs.NeedState.CLOSED;
import static org.deltacommons.commons.needs.NeedState.LAPSED;
import static org.deltacommons.commons.needs.NeedState.OPEN;
import static org.deltacommons.commons.needs.NeedState.SETTLED;
import static org.deltacommons.commons.needs.NeedState.UNANSWERED;
import static org.deltacommons.commons.needs.NeedState.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.deltacommons.commons.needs.Need.Line;
import org.deltacommons.commons.needs.Need.Received;
import org.deltacommons.commons.needs.Need.Standing;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
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
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The asker's side: a need is posted, answers come in as facts, the asker asks back, accepts one
/// or several, or ends it. Pure decisions.
final class NeedProcedure {

    static final String NAME = "need";

    /// Who may order may also ask for what is not there yet.
    static final Who ENGINEER = Who.of(Role.FIRM_ENGINEER, Side.FIRM);

    private static final Who FINANCE = Who.of(Role.FIRM_FINANCE, Side.FIRM);
    private static final Who SIGNATORY = Who.of(Role.SIGNATORY, Side.FIRM);
    private static final Who AUDITOR = Who.of(Role.AUDITOR, Side.HOME);

    private NeedProcedure() {}

    /// @param homeOfFirm where a firm's record is kept now
    static Procedure<Need> declare(BiFunction<String, Actor, Province> homeOfFirm) {
        Procedure.Builder<Need> need =
                Procedure.of(NAME, Need.class, "needs.source.need")
                        .opens(
                                "post",
                                NeedForms.PostNeed.class,
                                (form, actor) -> homeOfFirm.apply(form.firm(), actor),
                                NeedProcedure::post,
                                ENGINEER)
                        .lapsing(OPEN, StateTone.ACTIVE, "need.answers", "end", ENGINEER)
                        .lapsing(CHOOSING, StateTone.WAITING, "need.choose", "lapse", ENGINEER)
                        .last(SETTLED, StateTone.GOOD)
                        .last(CLOSED, StateTone.OVER)
                        .last(WITHDRAWN, StateTone.OVER)
                        .last(UNANSWERED, StateTone.OVER)
                        .last(LAPSED, StateTone.OVER)
                        .readers(FINANCE, SIGNATORY, AUDITOR)
                        .line(OPEN, CHOOSING, SETTLED);
        return theirs(ours(need)).build();
    }

    private static Procedure.Builder<Need> ours(Procedure.Builder<Need> to) {
        return to.action("accept", NeedForms.ChooseAnswer.class)
                .from(OPEN, CHOOSING)
                .by(ENGINEER)
                .unless(NeedProcedure::nothingToChoose)
                .primary()
                .does(NeedProcedure::accept)
                .action("ask", NeedForms.AskBack.class)
                .from(OPEN, CHOOSING)
                .by(ENGINEER)
                .unless(NeedProcedure::nothingToChoose)
                .does(NeedProcedure::ask)
                .action("finish")
                .from(OPEN, CHOOSING)
                .to(SETTLED)
                .by(ENGINEER)
                .unless(NeedProcedure::nothingAccepted)
                .does((need, form, on) -> Outcome.done(ended(need, SETTLED, on)))
                .action("close", NeedForms.EndNeed.class)
                .from(OPEN, CHOOSING)
                .to(CLOSED)
                .by(ENGINEER)
                .unless(NeedProcedure::somethingAccepted)
                .does((need, form, on) ->
                        Outcome.done(ended(need, CLOSED, on).noting(form.reason())))
                .action("withdraw", NeedForms.EndNeed.class)
                .from(OPEN)
                .to(WITHDRAWN)
                .by(ENGINEER)
                .unless(NeedProcedure::somethingAccepted)
                .dangerous()
                .does((need, form, on) ->
                        Outcome.done(ended(need, WITHDRAWN, on).noting(form.reason())));
    }

    private static Procedure.Builder<Need> theirs(Procedure.Builder<Need> to) {
        return to.action("answer", NeedHandlers.Arrived.class)
                .from(OPEN)
                .by(Who.SYSTEM)
                .does((need, came, on) ->
                        Outcome.done(
                                Move.to(need.with(came.answer()))
                                        .with(
                                                told(
                                                        need,
                                                        came.answer(),
                                                        new NeedFact.AnswerReceived(
                                                                came.answer().answer(),
                                                                need.id().value())))))
                .action("reply", NeedFact.QuestionAnswered.class)
                .from(OPEN, CHOOSING)
                .by(Who.SYSTEM)
                .does((need, said, on) ->
                        Outcome.done(
                                Move.to(
                                        need.changing(
                                                said.answer(),
                                                one ->
                                                        one.saying(
                                                                new Line(
                                                                        false,
                                                                        said.text(),
                                                                        on.now()))))))
                .action("lose", NeedFact.AnswerWithdrawn.class)
                .from(OPEN, CHOOSING)
                .by(Who.SYSTEM)
                .does((need, gone, on) ->
                        Outcome.done(
                                Move.to(
                                                need.changing(
                                                        gone.answer(),
                                                        one -> one.now(Standing.WITHDRAWN)))
                                        .noting(gone.reason())))
                .action("end")
                .from(OPEN)
                .to(CHOOSING, SETTLED, UNANSWERED)
                .by(Who.SYSTEM)
                .does((need, form, on) -> Outcome.done(outOfTime(need, on)))
                .action("lapse")
                .from(CHOOSING)
                .to(LAPSED, SETTLED)
                .by(Who.SYSTEM)
                .does((need, form, on) ->
                        Outcome.done(
                                ended(
                                        need,
                                        need.hasAny(Standing.ACCEPTED) ? SETTLED : LAPSED,
                                        on)));
    }

    private static Outcome<Move<Need>> post(NeedForms.PostNeed form, Deciding on) {
        Organisation firm = on.rows().find(Organisation.class, Id.of(form.firm())).orElse(null);
        if (firm == null) {
            return Outcome.refused(NeedsReason.NOT_FOUND);
        }
        LocalDate today = LocalDate.ofInstant(on.now(), WorkingDays.ZONE);
        if (form.wantedBy() != null && form.wantedBy().isBefore(today)) {
            return Outcome.refused(NeedsReason.DAY_INVALID);
        }
        Need need =
                new Need(
                        on.ids().next("need"),
                        on.rows().home(),
                        OPEN,
                        form.firm(),
                        firm.nameZh(),
                        firm.division(),
                        form.sentence().strip(),
                        form.detail() == null ? "" : form.detail().strip(),
                        form.budget(),
                        form.wantedBy(),
                        form.city(),
                        form.named(),
                        form.visitors(),
                        List.of(),
                        until(form.wantedBy(), on.due("need.answers", firm.division())),
                        on.now());
        return Outcome.done(
                Move.to(need).with(published(need, new NeedFact.NeedPosted(need.posting()), on)));
    }

    /// The end of the term, or of the day until which it is of use, whichever comes first.
    private static @Nullable Instant until(@Nullable LocalDate wantedBy, Optional<Instant> due) {
        Instant day =
                wantedBy == null
                        ? null
                        : wantedBy.plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant();
        Instant term = due.orElse(null);
        if (day == null || term == null) {
            return day == null ? term : day;
        }
        return day.isBefore(term) ? day : term;
    }

    private static List<Part> published(Need need, NeedFact fact, Deciding on) {
        // Read, so that it is replaced and not put twice.
        on.rows().find(Posting.class, Id.<Posting>of(need.id().value()));
        Audience audience = need.visitors() ? Audience.PUBLIC : Audience.FOUR;
        return List.of(
                new Put(need.posting()), new Fact(need.id().value(), audience, (Record) fact));
    }

    /// Under the need's name, so that the pages of the answer do not show who of the asker's people
    /// it was.
    private static Fact told(Need need, Received to, NeedFact fact) {
        return new Fact(need.id().value(), Audience.of(to.home()), (Record) fact);
    }

    private static Outcome<Move<Need>> accept(Need need, NeedForms.ChooseAnswer form, Deciding on) {
        Received chosen = need.answer(form.answer()).filter(Received::isOffered).orElse(null);
        if (chosen == null) {
            return Outcome.refused(NeedsReason.ANSWER_NOT_FOUND);
        }
        return Outcome.done(
                Move.to(need.changing(chosen.answer(), one -> one.now(Standing.ACCEPTED)))
                        .noting(chosen.providerName())
                        .with(
                                told(
                                        need,
                                        chosen,
                                        new NeedFact.AnswerAccepted(
                                                chosen.answer(),
                                                need.id().value(),
                                                need.firm(),
                                                need.firmName()))));
    }

    private static Outcome<Move<Need>> ask(Need need, NeedForms.AskBack form, Deciding on) {
        Received chosen = need.answer(form.answer()).filter(Received::isOffered).orElse(null);
        if (chosen == null) {
            return Outcome.refused(NeedsReason.ANSWER_NOT_FOUND);
        }
        Line line = new Line(true, form.question(), on.now());
        return Outcome.done(
                Move.to(need.changing(chosen.answer(), one -> one.saying(line)))
                        .with(
                                told(
                                        need,
                                        chosen,
                                        new NeedFact.QuestionAsked(
                                                chosen.answer(),
                                                need.id().value(),
                                                form.question()))));
    }

    /// After the end. Both are told: the asker, that what was chosen is gone, and whoever withdrew,
    /// that the need had ended before.
    static List<Part> lostLate(Need need, NeedFact.AnswerWithdrawn gone) {
        Received lost = need.answer(gone.answer()).orElseThrow();
        return List.of(
                new Put(need.changing(lost.answer(), one -> one.now(Standing.WITHDRAWN))),
                told(
                        need,
                        lost,
                        new NeedFact.WithdrawalLate(
                                lost.answer(),
                                need.id().value(),
                                need.state(),
                                lost.standing() == Standing.ACCEPTED)));
    }

    /// The time for answers is over.
    private static Move<Need> outOfTime(Need need, Deciding on) {
        if (need.hasAny(Standing.OFFERED)) {
            Need choosing = need.in(CHOOSING);
            return Move.to(choosing)
                    .with(published(choosing, new NeedFact.NeedEnded(choosing.posting()), on));
        }
        return ended(need, need.hasAny(Standing.ACCEPTED) ? SETTLED : UNANSWERED, on);
    }

    /// Whoever was not chosen is told.
    private static Move<Need> ended(Need need, NeedState state, Deciding on) {
        Need after = need.in(state);
        List<Part> parts = new ArrayList<>();
        if (need.state() == OPEN) {
            parts.addAll(published(after, new NeedFact.NeedEnded(after.posting()), on));
        }
        need.answers().stream()
                .filter(Received::isOffered)
                .forEach(one ->
                        parts.add(
                                told(
                                        need,
                                        one,
                                        new NeedFact.AnswerPassedOver(
                                                one.answer(), need.id().value(), state))));
        return Move.to(after).with(parts);
    }

    private static @Nullable Refusal nothingToChoose(Need need, Deciding on) {
        return need.hasAny(Standing.OFFERED) ? null : Refusal.of(NeedsReason.NOTHING_TO_CHOOSE);
    }

    private static @Nullable Refusal nothingAccepted(Need need, Deciding on) {
        return need.hasAny(Standing.ACCEPTED) ? null : Refusal.of(NeedsReason.NOTHING_ACCEPTED);
    }

    private static @Nullable Refusal somethingAccepted(Need need, Deciding on) {
        return need.hasAny(Standing.ACCEPTED) ? Refusal.of(NeedsReason.SOMETHING_ACCEPTED) : null;
    }
}
