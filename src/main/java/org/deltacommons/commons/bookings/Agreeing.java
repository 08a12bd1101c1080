package org.deltacommons.commons.bookings;

import static org.deltacommons.commons.bookings.BookingState.ACCEPTED;
import static org.deltacommons.commons.bookings.BookingState.CONTRACTED;
import static org.deltacommons.commons.bookings.BookingState.EXPECTED;
import static org.deltacommons.commons.bookings.BookingState.RECEIVED;
import static org.deltacommons.commons.bookings.BookingState.SIGNED;

import java.util.Objects;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// From the request to the contract: what the provider's people agree to. Pure decisions.
final class Agreeing {

    /// The claim that makes a contract's number unique with the provider.
    static final String CONTRACT_NUMBER = "bookings.contract";

    private final Resources resources;

    Agreeing(Resources resources) {
        this.resources = resources;
    }

    /// A fact for the order's home, under the order's id, so that both sides find it.
    static Fact tell(Booking booking, Record body) {
        return new Fact(booking.orderId(), Audience.of(booking.orderHome()), body);
    }

    static String numberKey(Booking booking, String number) {
        return booking.provider() + " " + number;
    }

    static String words(@Nullable String note) {
        return note == null ? "" : note;
    }

    /// Between request and answer the provider may have been suspended, or the machine broken.
    @Nullable Refusal cannotServe(Booking booking, Deciding on) {
        return on.rows()
                .find(Resource.class, Id.of(booking.resource()))
                .map(resource -> resources.obstacle(resource, booking.mode(), on.rows()))
                .orElse(null);
    }

    /// Of samples nothing is told yet: what they cost is quoted after they were examined.
    Outcome<Move<Booking>> accept(Booking before, BookingNoteForm form, Deciding on) {
        if (before.isSamples()) {
            return Outcome.done(Move.to(before.in(EXPECTED)).noting(form.note()));
        }
        return Outcome.done(
                Move.to(
                                before.in(ACCEPTED),
                                tell(
                                        before,
                                        new BookingAccepted(
                                                before.orderId(),
                                                before.id().value(),
                                                before.price(),
                                                words(form.note()))))
                        .noting(form.note()));
    }

    Outcome<Move<Booking>> receive(Booking before, SamplesForm form, Deciding on) {
        Work work = before.work().receiving(form.samples(), words(form.remark()));
        return Outcome.done(Move.to(before.working(RECEIVED, work)).noting(form.remark()));
    }

    Outcome<Move<Booking>> quote(Booking before, QuoteForm form, Deciding on) {
        Booking after = before.quoted(form.price(), form.units(), form.promised());
        return Outcome.done(
                Move.to(
                                after,
                                tell(
                                        after,
                                        new QuoteGiven(
                                                after.orderId(),
                                                after.id().value(),
                                                after.price(),
                                                after.units(),
                                                after.promised(),
                                                on.due("quote.confirm", after.division())
                                                        .orElse(null),
                                                words(form.note()))))
                        .noting(form.note()));
    }

    /// The firm confirmed; it adjusted its hold in the same step.
    Outcome<Move<Booking>> confirm(Booking before, QuoteAnswered answer, Deciding on) {
        return Outcome.done(Move.to(before.confirmed(answer.voucherPart())));
    }

    /// The legal person signs, not the laboratory. The number is unique with the provider.
    Outcome<Move<Booking>> sign(Booking before, SignForm form, Deciding on) {
        if (form.signedOn().isAfter(on.now().atZone(WorkingDays.ZONE).toLocalDate())) {
            return Outcome.refused(BookingsReason.SIGNED_IN_FUTURE);
        }
        String number = form.number().strip();
        Contract contract =
                new Contract(
                        number,
                        words(form.framework()).strip(),
                        form.signedOn(),
                        on.actor().name(),
                        form.scan(),
                        null,
                        null);
        Booking after = before.under(SIGNED, contract);
        return Outcome.done(
                Move.to(
                        after,
                        new Claim(
                                CONTRACT_NUMBER,
                                numberKey(before, number),
                                Period.ALWAYS,
                                Refusal.of(BookingsReason.CONTRACT_NUMBER_TAKEN, "number", number)),
                        tell(
                                after,
                                new ContractSigned(
                                        after.orderId(),
                                        after.id().value(),
                                        number,
                                        contract.framework(),
                                        after.price(),
                                        contract.signedOn(),
                                        words(after.legalPerson()),
                                        contract.scan()))));
    }

    Outcome<Move<Booking>> countersign(Booking before, ContractCountersigned by, Deciding on) {
        Contract signed = Objects.requireNonNull(before.contract());
        return Outcome.done(
                Move.to(before.under(CONTRACTED, signed.countersigned(by.signedOn(), by.scan()))));
    }
}
