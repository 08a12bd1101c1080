package org.deltacommons.commons.bookings;

import java.util.List;
import java.util.function.Function;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Refusal;

/// What the firm answered, as its province tells it. An answer that comes too late, twice, or from
/// another province than the order's changes nothing: whatever ended the booking has been told.
final class Answers {

    private Answers() {}

    /// What an answer does to a booking of this home.
    private interface Reaction<B> {
        List<Part> to(Booking booking, B answer, Rows rows);
    }

    private static <B extends Record> FactHandler<B> of(
            Class<B> kind, Function<B, String> order, Reaction<B> reaction) {
        return FactHandler.of(
                kind,
                (answer, from, rows) ->
                        rows.find(Booking.class, Booking.idOf(order.apply(answer)))
                                .filter(booking -> booking.home() == rows.home())
                                .filter(booking -> booking.orderHome() == from.origin())
                                .map(booking -> reaction.to(booking, answer, rows))
                                .orElseGet(List::of));
    }

    static FactHandler<QuoteAnswered> quote(Procedure<Booking> procedure, Moving moving) {
        return of(
                QuoteAnswered.class,
                QuoteAnswered::order,
                (booking, answer, rows) -> {
                    boolean asked =
                            booking.state() == BookingState.QUOTED
                                    && (!answer.confirmed()
                                            || answer.price().equals(booking.price()));
                    if (!asked) {
                        return List.of();
                    }
                    return answer.confirmed()
                            ? moving.bySystem(procedure, booking, "confirm", answer, rows)
                            : moving.bySystem(procedure, booking, "decline", new NoForm(), rows);
                });
    }

    static FactHandler<OfferAnswered> offer(Procedure<Booking> procedure, Moving moving) {
        return of(
                OfferAnswered.class,
                OfferAnswered::order,
                (booking, answer, rows) -> {
                    if (booking.state() != BookingState.OFFERED) {
                        return List.of();
                    }
                    return answer.accepted()
                            ? moving.bySystem(procedure, booking, "take", answer, rows)
                            : moving.bySystem(procedure, booking, "decline", new NoForm(), rows);
                });
    }

    static FactHandler<ContractCountersigned> contract(
            Procedure<Booking> procedure, Moving moving) {
        return of(
                ContractCountersigned.class,
                ContractCountersigned::order,
                (booking, signed, rows) ->
                        moving.whereAwaited(procedure, booking.id(), "countersign", signed, rows));
    }

    static FactHandler<ContractReturned> contractBack(Procedure<Booking> procedure, Moving moving) {
        return of(
                ContractReturned.class,
                ContractReturned::order,
                (booking, back, rows) ->
                        moving.whereAwaited(procedure, booking.id(), "sent-back", back, rows));
    }

    /// What is over already is over; a closed one only keeps that no voucher paid for it.
    static FactHandler<HoldReleased> release(Procedure<Booking> procedure, Moving moving) {
        return FactHandler.of(
                HoldReleased.class,
                (gone, from, rows) ->
                        rows.find(Booking.class, Booking.idOf(gone.order()))
                                .filter(booking -> booking.home() == rows.home())
                                .filter(booking -> booking.orderHome() == from.origin())
                                .map(booking -> {
                                    Released by =
                                            new Released(gone.amount(), gone.since(), from.at());
                                    return booking.state() == BookingState.CLOSED
                                            ? List.<Part>of(
                                                    new Put(booking.released(booking.state(), by)))
                                            : moving.whereAwaited(
                                                    procedure, booking.id(), "release", by, rows);
                                })
                                .orElseGet(List::of));
    }

    static FactHandler<CancellationRequested> cancellation(
            Procedure<Booking> procedure, Moving moving) {
        return of(
                CancellationRequested.class,
                CancellationRequested::order,
                (booking, asked, rows) ->
                        switch (booking.state()) {
                            case IN_USE, DELIVERED, CLOSED ->
                                    List.of(
                                            Agreeing.tell(
                                                    booking,
                                                    new CancellationDeclined(
                                                            booking.orderId(),
                                                            booking.id().value(),
                                                            Refusal.of(
                                                                    BookingsReason.WORK_BEGUN))));
                            case REFUSED, CANCELLED, NO_SHOW, LAPSED -> List.of();
                            case TAKEN,
                                    WAITING,
                                    OFFERED,
                                    EXPECTED,
                                    RECEIVED,
                                    QUOTED,
                                    ACCEPTED,
                                    SIGNED,
                                    CONTRACTED ->
                                    moving.bySystem(procedure, booking, "withdraw", asked, rows);
                        });
    }
}
