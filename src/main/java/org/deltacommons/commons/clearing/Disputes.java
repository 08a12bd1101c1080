package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.commons.vouchers.AdvanceStruck;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The way back of what was set aside: taken back by whoever disputed it, accepted by the other, or
/// settled between the two at a smaller amount. Pure decisions.
final class Disputes {

    private static final DisputeState[] OPEN = {DisputeState.TO_ANSWER, DisputeState.WAITING};

    private Disputes() {}

    /// A dispute begins with an item that a period sets aside; nobody opens one by hand.
    record Beginning(String id) {}

    static Procedure<Dispute> procedure() {
        Procedure.Builder<Dispute> dispute =
                Procedure.of("dispute", Dispute.class, "source.dispute")
                        .opens(
                                "begin",
                                Beginning.class,
                                (form, actor) -> actor.home(),
                                (form, on) ->
                                        Outcome.done(
                                                Move.to(
                                                        on.rows()
                                                                .get(
                                                                        Dispute.class,
                                                                        Id.<Dispute>of(
                                                                                form.id())))),
                                Who.SYSTEM)
                        .begins(OPEN)
                        .state(
                                DisputeState.TO_ANSWER,
                                StateTone.WARN,
                                "clearing.dispute",
                                List.of(Officials.PROVINCIAL),
                                Officials.CLEARING)
                        .state(
                                DisputeState.WAITING,
                                StateTone.WAITING,
                                "clearing.dispute",
                                List.of(Officials.PROVINCIAL))
                        .state(DisputeState.ASKED, StateTone.WAITING)
                        .last(DisputeState.WITHDRAWN, StateTone.OVER)
                        .last(DisputeState.UPHELD, StateTone.GOOD)
                        .last(DisputeState.SETTLED, StateTone.GOOD);
        return actions(dispute)
                .readers(Officials.PROVINCIAL, Officials.TREASURY, Officials.AUDITOR)
                .line(DisputeState.TO_ANSWER, DisputeState.SETTLED)
                .build();
    }

    private static Procedure.Builder<Dispute> actions(Procedure.Builder<Dispute> dispute) {
        dispute.action("agree")
                .from(OPEN)
                .to(DisputeState.SETTLED, DisputeState.ASKED)
                .by(Officials.CLEARING)
                .unless(hindered(DisputeAnswer.AGREE))
                .primary()
                .does((before, none, on) -> answer(before, DisputeAnswer.AGREE, null, null, on))
                .action("offer", ClearingForms.Offer.class)
                .from(OPEN)
                .to(DisputeState.WAITING, DisputeState.ASKED)
                .by(Officials.CLEARING)
                .does((before, form, on) ->
                        answer(before, DisputeAnswer.OFFER, form.amount(), form.reason(), on))
                .action("reject", VoucherForms.Because.class)
                .from(OPEN)
                .to(DisputeState.TO_ANSWER, DisputeState.WAITING, DisputeState.ASKED)
                .by(Officials.CLEARING)
                .unless(hindered(DisputeAnswer.REJECT))
                .does((before, form, on) ->
                        answer(before, DisputeAnswer.REJECT, null, form.reason(), on))
                .action("withdraw", VoucherForms.Because.class)
                .from(OPEN)
                .to(DisputeState.WITHDRAWN, DisputeState.ASKED)
                .by(Officials.CLEARING)
                .unless(hindered(DisputeAnswer.WITHDRAW))
                .does((before, form, on) ->
                        answer(before, DisputeAnswer.WITHDRAW, null, form.reason(), on))
                .action("uphold", VoucherForms.Because.class)
                .from(OPEN)
                .to(DisputeState.UPHELD, DisputeState.ASKED)
                .by(Officials.CLEARING)
                .unless(hindered(DisputeAnswer.UPHOLD))
                .dangerous()
                .does((before, form, on) ->
                        answer(before, DisputeAnswer.UPHOLD, null, form.reason(), on));
        for (String heard : List.of("heard", "overtaken")) {
            dispute.action(heard, NoForm.class)
                    .from(DisputeState.TO_ANSWER, DisputeState.WAITING, DisputeState.ASKED)
                    .to(DisputeState.values())
                    .by(Who.SYSTEM)
                    .does((before, none, on) -> Outcome.done(Move.to(before)));
        }
        return dispute;
    }

    private static ActionOf.Obstacle<Dispute> hindered(DisputeAnswer answer) {
        return (before, on) -> hindrance(before, answer);
    }

    private static @Nullable Refusal hindrance(Dispute before, DisputeAnswer answer) {
        return before.answered(answer, before.home(), null, null)
                        instanceof Outcome.Refused<Dispute>(Refusal why)
                ? why
                : null;
    }

    /// The creditor's home decides at once; the debtor's asks it to.
    private static Outcome<Move<Dispute>> answer(
            Dispute before,
            DisputeAnswer answer,
            @Nullable Money offer,
            @Nullable String note,
            Deciding on) {
        return before.answered(answer, before.home(), offer, note)
                .map(after ->
                        before.decidesHere()
                                ? decided(after, before.home(), on.rows())
                                : asked(before, answer, offer, note))
                .map(move -> move.noting(note));
    }

    private static Move<Dispute> asked(
            Dispute before, DisputeAnswer answer, @Nullable Money offer, @Nullable String note) {
        return Move.to(before.asking(answer, note))
                .with(
                        told(
                                before.item(),
                                before.item().creditor(),
                                new DisputeAnswered(
                                        before.item(), before.step(), answer, offer, note)));
    }

    /// What the creditor's home tells once a dispute stands otherwise. What of an advance is struck
    /// the issuer's order learns besides: it was paid that much less, and no more than the rest of
    /// it can come back from the provider.
    ///
    /// @param by who acted
    static Move<Dispute> decided(Dispute after, Province by, Rows rows) {
        Disputed item = after.item();
        List<Part> parts = new ArrayList<>();
        parts.add(told(item, item.debtor(), after.moved(by)));
        Money struck = after.stays() == null ? Money.ZERO : item.amount().minus(after.stays());
        if (struck.isPositive() && item.cause() == ObligationCause.ADVANCE) {
            parts.add(
                    new Fact(
                            item.order(),
                            Audience.of(item.debtor()),
                            new AdvanceStruck(
                                    after.id().value(),
                                    item.claim(),
                                    item.order(),
                                    item.agreement(),
                                    struck,
                                    item.reason())));
            rows.find(Advance.class, Advance.idOf(item.claim()))
                    .ifPresent(advance -> parts.add(new Put(advance.givenUp(struck))));
        }
        return Move.to(after).with(parts);
    }

    static Fact told(Disputed item, Province to, Record body) {
        return new Fact(item.subject(), Audience.of(to), body);
    }
}
