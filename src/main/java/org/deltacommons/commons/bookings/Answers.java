package org.deltacommons.commons.bookings;

import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What the firm answered, as its province tells it. An answer that comes too late, twice, or from
/// another province than the order's changes nothing: whatever ended the booking has been told.
final class Answers<B extends Record> implements FactHandler<B> {

    /// What an answer does to a booking of this home.
    interface Reaction<B> {
        List<Part> to(Booking booking, B answer, Rows rows);
    }

    private final Class<B> fact;
    private final java.util.function.Function<B, String> order;
    private final Reaction<B> reaction;

    private Answers(
            Class<B> fact, java.util.function.Function<B, String> order, Reaction<B> reaction) {
        this.fact = fact;
        this.order = order;
        this.reaction = reaction;
    }

    @Override
    public Class<B> fact() {
        return fact;
    }

    @Override
    public List<Part> on(B body, RecordedFact from, Rows rows) {
        @Nullable Booking booking =
                rows.find(Booking.class, Booking.idOf(order.apply(body))).orElse(null);
        return booking == null
                        || booking.home() != rows.home()
                        || booking.orderHome() != from.origin()
                ? List.of()
                : reaction.to(booking, body, rows);
    }

    static FactHandler<QuoteAnswered> quote(Procedure<Booking> procedure, Moving moving) {
        return new Answers<>(
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
        return new Answers<>(
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
        return new Answers<>(
                ContractCountersigned.class,
                ContractCountersigned::order,
                (booking, signed, rows) ->
                        booking.state() == BookingState.SIGNED
                                ? moving.bySystem(procedure, booking, "countersign", signed, rows)
                                : List.of());
    }

    static FactHandler<CancellationRequested> cancellation(
            Procedure<Booking> procedure, Moving moving) {
        return new Answers<>(
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
