package org.deltacommons.commons.vouchers;

import java.util.Objects;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.ContractReturned;
import org.deltacommons.commons.bookings.ContractStep;
import org.deltacommons.commons.bookings.SentBack;
import org.deltacommons.commons.bookings.TermsReopened;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;

/// How a contract that is not in force yet goes back, as the firm's side sees it. Nothing moves of
/// what is held. Pure decisions.
final class ContractReturns {

    private ContractReturns() {}

    /// The firm's signatory does not sign what the provider signed.
    static Outcome<Move<Order>> sendBack(
            Order before, VoucherForms.ReturnContract form, Deciding on) {
        if (!ContractStep.OF_FIRM.contains(form.step())) {
            return Outcome.refused(Refusal.of(BookingsReason.NOT_BACK_THERE, "step", form.step()));
        }
        Order.Contract signed = Objects.requireNonNull(before.contract());
        Order.Reservation reservation = Objects.requireNonNull(before.reservation());
        String words = form.words().strip();
        SentBack by = SentBack.byFirm(form.step(), form.template(), words, on.now(), signed.scan());
        OrderState next =
                form.step() == ContractStep.CONTRACT ? OrderState.ACCEPTED : OrderState.RESERVED;
        return Outcome.done(
                Move.to(before.sentBack(next, by))
                        .noting(TemplateNote.of(form.template(), words))
                        .with(
                                new Fact(
                                        before.id().value(),
                                        Orders.audience(before),
                                        new ContractReturned(
                                                before.id().value(),
                                                reservation.booking(),
                                                form.step(),
                                                form.template(),
                                                words))));
    }

    /// The provider's signatory did not sign. A quote that is to be answered once more stays open
    /// as long as its province says. Of a firm that wants out it changes nothing.
    static Outcome<Move<Order>> reopened(Order before, TermsReopened fact, Deciding on) {
        String note = TemplateNote.of(fact.template(), fact.words());
        SentBack by = SentBack.byProvider(fact.step(), fact.template(), fact.words(), on.now());
        if (before.state() != OrderState.ACCEPTED) {
            return Outcome.done(Move.to(before.sentBack(before.state(), by)).noting(note));
        }
        if (fact.step() != ContractStep.CONFIRMATION) {
            return Outcome.done(Move.to(before.sentBack(OrderState.RESERVED, by)).noting(note));
        }
        return Outcome.done(
                Move.to(
                                OrderReplies.quoteUntil(before, fact.answerUntil())
                                        .sentBack(OrderState.QUOTED, by))
                        .noting(note));
    }
}
