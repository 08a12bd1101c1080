package org.deltacommons.commons.bookings;

import static org.deltacommons.commons.bookings.Agreeing.tell;

import java.time.Instant;
import java.util.Objects;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;

/// How a contract that is not in force yet goes back. The slot stays kept and the price stays what
/// it is; only what was signed holds no longer. Pure decisions.
final class SendingBack {

    private SendingBack() {}

    /// The signatory of the provider does not sign: the manager settles the terms anew, or the firm
    /// answers the quote once more.
    static Outcome<Move<Booking>> reopen(Booking before, ReturnForm form, Deciding on) {
        BookingState next =
                switch (form.step()) {
                    case CONTRACT -> null;
                    case TERMS -> terms(before);
                    case CONFIRMATION -> before.isSamples() ? BookingState.QUOTED : null;
                };
        if (next == null) {
            return Outcome.refused(Refusal.of(BookingsReason.NOT_BACK_THERE, "step", form.step()));
        }
        String words = form.words().strip();
        Instant answer =
                next == BookingState.QUOTED
                        ? on.due("quote.confirm", before.division()).orElse(null)
                        : null;
        SentBack by = SentBack.byProvider(form.step(), form.template(), words, on.now());
        return Outcome.done(
                Move.to(
                                before.sentBack(next, by),
                                tell(
                                        before,
                                        new TermsReopened(
                                                before.orderId(),
                                                before.id().value(),
                                                form.step(),
                                                form.template(),
                                                words,
                                                answer)))
                        .noting(TemplateNote.of(form.template(), words)));
    }

    /// The firm did not sign. The number of a contract that never came into force is free again.
    static Outcome<Move<Booking>> returned(Booking before, ContractReturned by, Deciding on) {
        Contract signed = Objects.requireNonNull(before.contract());
        BookingState next =
                by.step() == ContractStep.CONTRACT ? BookingState.ACCEPTED : terms(before);
        return Outcome.done(
                Move.to(
                                before.sentBack(
                                        next,
                                        SentBack.byFirm(
                                                by.step(),
                                                by.template(),
                                                by.words(),
                                                on.now(),
                                                signed.scan())),
                                new Release(
                                        Agreeing.CONTRACT_NUMBER,
                                        Agreeing.numberKey(before, signed.number()),
                                        Period.ALWAYS))
                        .noting(TemplateNote.of(by.template(), by.words())));
    }

    private static BookingState terms(Booking booking) {
        return booking.isSamples() ? BookingState.RECEIVED : BookingState.TAKEN;
    }
}
