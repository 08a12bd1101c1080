package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingAccepted;
import org.deltacommons.commons.bookings.BookingCancelled;
import org.deltacommons.commons.bookings.BookingRefused;
import org.deltacommons.commons.bookings.BookingWaits;
import org.deltacommons.commons.bookings.CancellationDeclined;
import org.deltacommons.commons.bookings.ContractSigned;
import org.deltacommons.commons.bookings.QuoteGiven;
import org.deltacommons.commons.bookings.ServiceBegun;
import org.deltacommons.commons.bookings.ServiceDelivered;
import org.deltacommons.commons.bookings.SlotOffered;
import org.deltacommons.commons.bookings.SlotTaken;
import org.deltacommons.commons.bookings.TermsReopened;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.TaskResumed;
import org.deltacommons.kernel.Id;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Turns the facts of a resource's province into actions on the order here. A fact about an order
/// that has ended meanwhile changes nothing: its end was told, and the other side answers to that.
/// Nor does one from another home than the resource's, whatever it says.
@Configuration
class OrderHandlers {

    private record Handler<B extends Record>(
            Class<B> fact,
            String action,
            Function<B, String> order,
            Procedure<Order> procedure,
            Moving moving)
            implements FactHandler<B> {

        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            Id<Order> id = Id.of(order().apply(body));
            return rows.find(Order.class, id)
                    .filter(found -> found.home() == rows.home())
                    .filter(found -> found.providerHome() == recorded.origin())
                    .map(found -> answered(found, body, rows))
                    .orElseGet(List::of);
        }

        private List<Part> answered(Order order, B body, Rows rows) {
            return order.isReleasing()
                    ? HoldReleases.heardThen(order, action, body, procedure, moving, rows)
                    : moving.whereAwaited(procedure, order.id(), action, body, rows);
        }
    }

    @Bean
    FactHandler<SlotTaken> orderReserved(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(SlotTaken.class, "reserved", SlotTaken::order, procedure, moving);
    }

    @Bean
    FactHandler<BookingWaits> orderWaits(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(BookingWaits.class, "waits", BookingWaits::order, procedure, moving);
    }

    @Bean
    FactHandler<SlotOffered> orderOffered(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(SlotOffered.class, "offered", SlotOffered::order, procedure, moving);
    }

    @Bean
    FactHandler<BookingRefused> orderRefused(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                BookingRefused.class, "refused", BookingRefused::order, procedure, moving);
    }

    @Bean
    FactHandler<BookingRefused> orderRefusedLate(Procedure<Order> procedure, Moving moving) {
        return FactHandler.of(
                BookingRefused.class,
                (refused, fact, rows) ->
                        moving.whereSaid(
                                procedure,
                                Id.<Order>of(refused.order()),
                                "refused-late",
                                refused,
                                fact,
                                Order::providerHome,
                                rows));
    }

    @Bean
    FactHandler<BookingAccepted> orderAccepted(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                BookingAccepted.class, "accepted", BookingAccepted::order, procedure, moving);
    }

    @Bean
    FactHandler<QuoteGiven> orderQuoted(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(QuoteGiven.class, "quoted", QuoteGiven::order, procedure, moving);
    }

    /// The province that an order waited for is heard again, so that nobody releases its hold any
    /// more; or it tells of a quote whose clock stood still there while this province was away.
    @Bean
    FactHandler<TaskResumed> orderExtended(Procedure<Order> procedure, Moving moving) {
        return FactHandler.of(
                TaskResumed.class,
                (resumed, fact, rows) -> {
                    if (fact.origin() == rows.home()
                            && resumed.procedure().equals(Booking.ORDERED_BY)) {
                        return moving.whereAwaited(
                                procedure, Id.<Order>of(resumed.id()), "heard", new NoForm(), rows);
                    }
                    Instant due = resumed.due();
                    Id<Order> id = Id.of(Booking.orderOf(resumed.id()));
                    return due != null
                                    && resumed.procedure().equals(Booking.PROCEDURE)
                                    && rows.find(Order.class, id)
                                            .filter(order -> order.providerHome() == fact.origin())
                                            .isPresent()
                            ? moving.whereAwaited(
                                    procedure, id, "extended", new Order.Extended(due), rows)
                            : List.of();
                });
    }

    @Bean
    FactHandler<ContractSigned> orderSigned(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                ContractSigned.class, "signed", ContractSigned::order, procedure, moving);
    }

    @Bean
    FactHandler<TermsReopened> orderSentBack(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                TermsReopened.class, "sent-back", TermsReopened::order, procedure, moving);
    }

    @Bean
    FactHandler<ServiceBegun> orderBegun(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(ServiceBegun.class, "begun", ServiceBegun::order, procedure, moving);
    }

    @Bean
    FactHandler<ServiceDelivered> orderDelivered(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                ServiceDelivered.class, "delivered", ServiceDelivered::order, procedure, moving);
    }

    @Bean
    FactHandler<BookingCancelled> orderCancelled(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                BookingCancelled.class, "cancelled", BookingCancelled::order, procedure, moving);
    }

    @Bean
    FactHandler<CancellationDeclined> orderNotCancelled(Procedure<Order> procedure, Moving moving) {
        return new Handler<>(
                CancellationDeclined.class,
                "not-cancelled",
                CancellationDeclined::order,
                procedure,
                moving);
    }
}
