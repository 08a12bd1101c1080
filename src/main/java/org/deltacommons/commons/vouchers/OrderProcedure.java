package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.ENGINEER;
import static org.deltacommons.commons.vouchers.Grants.FINANCE;
import static org.deltacommons.commons.vouchers.Grants.OFFICER;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;
import static org.deltacommons.commons.vouchers.Grants.SIGNATORY;

import java.util.List;
import java.util.stream.Stream;
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
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// The way of an order, as the firm goes it. What the resource's province says arrives as facts,
/// which the system turns into actions; the form of such an action is the fact itself.
final class OrderProcedure {

    private static final OrderState[] BEFORE_WORK = {
        OrderState.PLACED,
        OrderState.WAITING,
        OrderState.OFFERED,
        OrderState.RESERVED,
        OrderState.QUOTED,
        OrderState.ACCEPTED,
        OrderState.TO_SIGN,
        OrderState.CONTRACTED,
        OrderState.CANCELLING
    };

    /// Where the order holds money and waits for the resource's province.
    private static final OrderState[] AWAITING = {
        OrderState.PLACED,
        OrderState.WAITING,
        OrderState.RESERVED,
        OrderState.ACCEPTED,
        OrderState.CONTRACTED,
        OrderState.IN_SERVICE,
        OrderState.CANCELLING
    };

    /// Where the release of the hold waits for somebody's word.
    private static final OrderState[] RELEASING = {
        OrderState.RELEASE_ASKED, OrderState.RELEASE_PROPOSED
    };

    /// Where some of a hold may not be claimed yet.
    static final OrderState[] HOLDING = {
        OrderState.PLACED,
        OrderState.WAITING,
        OrderState.OFFERED,
        OrderState.RESERVED,
        OrderState.QUOTED,
        OrderState.ACCEPTED,
        OrderState.TO_SIGN,
        OrderState.CONTRACTED,
        OrderState.IN_SERVICE,
        OrderState.DELIVERED,
        OrderState.CONFIRMED,
        OrderState.CLAIMING,
        OrderState.CANCELLING,
        OrderState.RELEASE_ASKED,
        OrderState.RELEASE_PROPOSED
    };

    private static final OrderState[] BEFORE_CLAIMS =
            Stream.of(HOLDING)
                    .filter(state -> state != OrderState.CONFIRMED && state != OrderState.CLAIMING)
                    .toArray(OrderState[]::new);

    private final Orders orders;
    private final OrderReplies replies;
    private final java.util.function.BiFunction<VoucherForms.Place, Actor, Province> homeOfOrder;

    OrderProcedure(
            Orders orders,
            OrderReplies replies,
            java.util.function.BiFunction<VoucherForms.Place, Actor, Province> homeOfOrder) {
        this.orders = orders;
        this.replies = replies;
        this.homeOfOrder = homeOfOrder;
    }

    Procedure<Order> build() {
        Procedure.Builder<Order> order =
                Procedure.of(Booking.ORDERED_BY, Order.class, "source.order")
                        .opens(
                                "place",
                                VoucherForms.Place.class,
                                homeOfOrder::apply,
                                orders::place,
                                ENGINEER);
        states(order);
        ours(order);
        theirs(order);
        releases(order);
        return order.readers(FINANCE, SIGNATORY, OFFICER, PROVINCIAL, AUDITOR)
                .line(
                        OrderState.PLACED,
                        OrderState.RESERVED,
                        OrderState.ACCEPTED,
                        OrderState.CONTRACTED,
                        OrderState.IN_SERVICE,
                        OrderState.DELIVERED,
                        OrderState.CONFIRMED,
                        OrderState.CLAIMING,
                        OrderState.CLOSED)
                .leaving(OrderState.CANCELLING, OrderState.RELEASED)
                .build();
    }

    private static void states(Procedure.Builder<Order> order) {
        order.state(
                        OrderState.PLACED,
                        StateTone.WAITING,
                        "order.answer",
                        List.of(ENGINEER, OFFICER))
                .state(OrderState.WAITING, StateTone.WAITING)
                // How long is told by the resource's province, which also ends it.
                .state(OrderState.OFFERED, StateTone.ACTIVE, ENGINEER)
                .state(OrderState.RESERVED, StateTone.WAITING)
                .state(OrderState.QUOTED, StateTone.ACTIVE, "quote.confirm", List.of(), ENGINEER)
                .state(OrderState.ACCEPTED, StateTone.WAITING)
                .state(OrderState.TO_SIGN, StateTone.ACTIVE, "contract.sign", List.of(), SIGNATORY)
                .state(OrderState.CONTRACTED, StateTone.WAITING)
                .state(OrderState.IN_SERVICE, StateTone.ACTIVE)
                .state(
                        OrderState.DELIVERED,
                        StateTone.ACTIVE,
                        "delivery.confirm",
                        List.of(),
                        ENGINEER)
                .state(OrderState.CONFIRMED, StateTone.ACTIVE, FINANCE)
                .state(OrderState.CLAIMING, StateTone.WAITING)
                .state(
                        OrderState.CANCELLING,
                        StateTone.WAITING,
                        "order.answer",
                        List.of(ENGINEER, OFFICER))
                .state(OrderState.RELEASE_ASKED, StateTone.WARN, OFFICER)
                .state(OrderState.RELEASE_PROPOSED, StateTone.WARN, OFFICER, PROVINCIAL)
                .state(OrderState.RELEASED, StateTone.WAITING)
                .last(OrderState.CLOSED, StateTone.GOOD)
                .last(OrderState.REFUSED, StateTone.BAD)
                .last(OrderState.CANCELLED, StateTone.OVER);
    }

    /// What the firm does.
    private void ours(Procedure.Builder<Order> order) {
        order.action("confirm-quote")
                .from(OrderState.QUOTED)
                .to(OrderState.ACCEPTED)
                .by(ENGINEER)
                .primary()
                .does((before, form, on) -> orders.confirmQuote(before, on))
                .action("decline-quote", VoucherForms.Because.class)
                .from(OrderState.QUOTED)
                .to(OrderState.CANCELLED)
                .by(ENGINEER)
                .dangerous()
                .does(orders::declineQuote)
                .action("accept-offer")
                .from(OrderState.OFFERED)
                .to(OrderState.PLACED)
                .by(ENGINEER)
                .unless(Orders::offerOver)
                .primary()
                .does((before, form, on) -> orders.acceptOffer(before))
                .action("decline-offer")
                .from(OrderState.OFFERED)
                .to(OrderState.CANCELLING)
                .by(ENGINEER)
                .dangerous()
                .does((before, form, on) -> orders.declineOffer(before))
                .action("countersign", VoucherForms.Countersign.class)
                .from(OrderState.TO_SIGN)
                .to(OrderState.CONTRACTED)
                .by(SIGNATORY)
                .primary()
                .does((before, form, on) -> orders.countersign(before, form))
                .action("send-back", VoucherForms.ReturnContract.class)
                .from(OrderState.TO_SIGN)
                .to(OrderState.ACCEPTED, OrderState.RESERVED)
                .by(SIGNATORY)
                .does(ContractReturns::sendBack)
                .action("confirm")
                .from(OrderState.DELIVERED)
                .to(OrderState.CONFIRMED, OrderState.CLOSED)
                .by(ENGINEER)
                .primary()
                .does((before, form, on) -> orders.confirm(before, on))
                .action("waive", VoucherForms.Because.class)
                .from(OrderState.CONFIRMED, OrderState.CLAIMING)
                .to(OrderState.CLOSED)
                .by(FINANCE)
                .unless(Orders::claimsRun)
                .dangerous()
                .does(orders::waive)
                .action("cancel", VoucherForms.Because.class)
                .from(
                        OrderState.PLACED,
                        OrderState.WAITING,
                        OrderState.RESERVED,
                        OrderState.ACCEPTED,
                        OrderState.TO_SIGN,
                        OrderState.CONTRACTED)
                .to(OrderState.CANCELLING)
                .by(ENGINEER)
                .dangerous()
                .does((before, form, on) -> orders.cancel(before, form));
    }

    /// What the resource's province says, and what the claims of the order make of it.
    private void theirs(Procedure.Builder<Order> order) {
        order.action("reserved", SlotTaken.class)
                .from(OrderState.PLACED, OrderState.WAITING)
                .to(OrderState.RESERVED)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.reserved(before, fact))
                .action("waits", BookingWaits.class)
                .from(OrderState.PLACED)
                .to(OrderState.WAITING)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.waits(before, fact))
                .action("offered", SlotOffered.class)
                .from(OrderState.WAITING)
                .to(OrderState.OFFERED)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.offered(before, fact))
                .action("refused", BookingRefused.class)
                .from(BEFORE_WORK)
                .to(OrderState.REFUSED)
                .by(Who.SYSTEM)
                .does(replies::refused)
                .action("refused-late", BookingRefused.class)
                .from(OrderState.RELEASED)
                .to(OrderState.CANCELLED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.refusedLate(before, fact))
                .action("accepted", BookingAccepted.class)
                .from(OrderState.RESERVED)
                .to(OrderState.ACCEPTED)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.accepted(before, fact))
                .action("quoted", QuoteGiven.class)
                .from(OrderState.RESERVED)
                .to(OrderState.QUOTED)
                .stays(OrderState.QUOTED, OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.quoted(before, fact))
                .action("extended", Order.Extended.class)
                .from(OrderState.QUOTED)
                .by(Who.SYSTEM)
                .does((before, extended, on) -> replies.extended(before, extended))
                .action("signed", ContractSigned.class)
                .from(OrderState.ACCEPTED)
                .to(OrderState.TO_SIGN)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.signed(before, fact))
                .action("sent-back", TermsReopened.class)
                .from(OrderState.ACCEPTED)
                .to(OrderState.RESERVED, OrderState.QUOTED)
                .stays(OrderState.CANCELLING, OrderState.RELEASED)
                .by(Who.SYSTEM)
                .does(ContractReturns::reopened)
                .action("begun", ServiceBegun.class)
                .from(OrderState.CONTRACTED, OrderState.CANCELLING, OrderState.RELEASED)
                .to(OrderState.IN_SERVICE)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.begun(before))
                .action("delivered", ServiceDelivered.class)
                .from(OrderState.CONTRACTED, OrderState.IN_SERVICE, OrderState.RELEASED)
                .to(OrderState.DELIVERED)
                .by(Who.SYSTEM)
                .does(replies::delivered)
                .action("cancelled", BookingCancelled.class)
                .from(with(BEFORE_WORK, OrderState.RELEASED))
                .to(OrderState.CANCELLED)
                .by(Who.SYSTEM)
                .does(replies::cancelled)
                .action("not-cancelled", CancellationDeclined.class)
                .from(
                        OrderState.IN_SERVICE,
                        OrderState.DELIVERED,
                        OrderState.CONFIRMED,
                        OrderState.CLAIMING)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> replies.notCancelled(before, fact))
                .action("claimed", Order.Claimed.class)
                .from(OrderState.CONFIRMED, OrderState.CLAIMING)
                .to(OrderState.CLAIMING)
                .by(Who.SYSTEM)
                .does((before, claimed, on) ->
                        Outcome.done(Move.to(before.claiming(claimed).in(OrderState.CLAIMING))))
                .action("year-end", NoForm.class)
                .from(OrderState.CONFIRMED, OrderState.CLAIMING)
                .to(OrderState.CLOSED, OrderState.CLAIMING)
                .stays(BEFORE_CLAIMS)
                .by(Who.SYSTEM)
                .does((before, none, on) -> orders.endYear(before, on))
                .action("claim-ended", Order.ClaimEnded.class)
                .from(OrderState.CLAIMING)
                .to(OrderState.CONFIRMED, OrderState.CLAIMING)
                .by(Who.SYSTEM)
                .does((before, ended, on) -> orders.claimEnded(before, ended))
                .action("settled", Order.ClaimPaid.class)
                .from(OrderState.CLAIMING)
                .to(OrderState.CLOSED, OrderState.CLAIMING)
                .by(Who.SYSTEM)
                .does(orders::claimPaid);
    }

    /// What is done while the resource's province stays away: the firm may ask, an officer of the
    /// issuer proposes, a second person agrees. Once that province is heard, nothing of it counts.
    private static void releases(Procedure.Builder<Order> order) {
        order.action("ask-release", VoucherForms.Because.class)
                .from(AWAITING)
                .to(OrderState.RELEASE_ASKED)
                .by(ENGINEER, FINANCE)
                .unless(HoldReleases::notYet)
                .does(HoldReleases::ask)
                .action("propose-release", VoucherForms.Release.class)
                .from(with(AWAITING, OrderState.RELEASE_ASKED))
                .to(OrderState.RELEASE_PROPOSED)
                .by(OFFICER)
                .unless(HoldReleases::notProposed)
                .does(HoldReleases::propose)
                .action("approve-release")
                .from(OrderState.RELEASE_PROPOSED)
                .to(OrderState.RELEASED)
                .by(OFFICER, PROVINCIAL)
                .unless(HoldReleases::notApproved)
                .primary()
                .dangerous()
                .does(HoldReleases::approve)
                .action("reject-release", VoucherForms.Because.class)
                .from(RELEASING)
                .to(AWAITING)
                .by(OFFICER, PROVINCIAL)
                .does(HoldReleases::reject)
                .action("heard")
                .from(RELEASING)
                .to(AWAITING)
                .by(Who.SYSTEM)
                .does(HoldReleases::heard);
    }

    private static OrderState[] with(OrderState[] some, OrderState one) {
        return Stream.concat(Stream.of(some), Stream.of(one)).toArray(OrderState[]::new);
    }
}
