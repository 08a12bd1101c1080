package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.List;
import org.deltacommons.commons.bookings.BookingAccepted;
import org.deltacommons.commons.bookings.BookingCancelled;
import org.deltacommons.commons.bookings.BookingRefused;
import org.deltacommons.commons.bookings.BookingWaits;
import org.deltacommons.commons.bookings.CancellationDeclined;
import org.deltacommons.commons.bookings.ContractSigned;
import org.deltacommons.commons.bookings.QuoteGiven;
import org.deltacommons.commons.bookings.ServiceDelivered;
import org.deltacommons.commons.bookings.SlotOffered;
import org.deltacommons.commons.bookings.SlotTaken;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What an order makes of the facts of the resource's province. Never refuses: a fact has happened.
final class OrderReplies {

    private final Funds funds;

    OrderReplies(Funds funds) {
        this.funds = funds;
    }

    Outcome<Move<Order>> reserved(Order before, SlotTaken fact) {
        Order.Reservation reservation =
                new Order.Reservation(
                        fact.booking(),
                        fact.from(),
                        fact.until(),
                        fact.queuePosition(),
                        fact.promised(),
                        fact.cancelFreelyUntil(),
                        null,
                        null,
                        "",
                        null);
        return Outcome.done(unlessEnding(before.reserved(reservation), OrderState.RESERVED));
    }

    Outcome<Move<Order>> waits(Order before, BookingWaits fact) {
        Order.Reservation reservation =
                new Order.Reservation(
                        fact.booking(),
                        null,
                        null,
                        fact.position(),
                        null,
                        null,
                        null,
                        null,
                        "",
                        null);
        return Outcome.done(unlessEnding(before.reserved(reservation), OrderState.WAITING));
    }

    /// The slot became free and is kept for the firm. Whatever the rule says, nobody can take it
    /// once it has begun.
    Outcome<Move<Order>> offered(Order before, SlotOffered fact) {
        Instant answer = fact.answerUntil();
        Order.Reservation reservation =
                new Order.Reservation(
                        fact.booking(),
                        fact.from(),
                        fact.until(),
                        0,
                        null,
                        null,
                        null,
                        null,
                        "",
                        answer == null || answer.isAfter(fact.from()) ? fact.from() : answer);
        return Outcome.done(unlessEnding(before.reserved(reservation), OrderState.OFFERED));
    }

    Outcome<Move<Order>> refused(Order before, BookingRefused fact, Deciding on) {
        return Outcome.done(
                Move.to(before.refused(OrderState.REFUSED, fact.why()))
                        .noting(fact.note())
                        .with(Funds.giveBack(on.rows(), before, "refused")));
    }

    /// The hold had been given back before.
    Outcome<Move<Order>> refusedLate(Order before, BookingRefused fact) {
        return Outcome.done(endedWithoutVoucher(before).noting(fact.note()));
    }

    Outcome<Move<Order>> accepted(Order before, BookingAccepted fact) {
        return Outcome.done(unlessEnding(before, OrderState.ACCEPTED).noting(fact.note()));
    }

    Outcome<Move<Order>> quoted(Order before, QuoteGiven fact) {
        Order.Reservation old = before.reservation();
        Order.Reservation reservation =
                new Order.Reservation(
                        fact.booking(),
                        old == null ? null : old.from(),
                        old == null ? null : old.until(),
                        old == null ? 0 : old.queuePosition(),
                        fact.promised(),
                        old == null ? null : old.cancelFreelyUntil(),
                        fact.price(),
                        fact.validUntil(),
                        fact.note(),
                        null);
        return Outcome.done(
                unlessEnding(before.reserved(reservation), OrderState.QUOTED).noting(fact.note()));
    }

    /// The quote stays open as long as the resource's province says.
    Outcome<Move<Order>> extended(Order before, Order.Extended extended) {
        return Outcome.done(Move.to(quoteUntil(before, extended.until())));
    }

    static Order quoteUntil(Order order, @Nullable Instant until) {
        Order.Reservation old = java.util.Objects.requireNonNull(order.reservation());
        return order.reserved(
                new Order.Reservation(
                        old.booking(),
                        old.from(),
                        old.until(),
                        old.queuePosition(),
                        old.promised(),
                        old.cancelFreelyUntil(),
                        old.quoted(),
                        until,
                        old.note(),
                        old.answerUntil()));
    }

    Outcome<Move<Order>> signed(Order before, ContractSigned fact) {
        Order.Contract contract =
                new Order.Contract(
                        fact.number(),
                        fact.framework(),
                        fact.price(),
                        fact.signedOn(),
                        fact.legalPerson(),
                        fact.scan(),
                        null,
                        null);
        return Outcome.done(unlessEnding(before.contracted(contract), OrderState.TO_SIGN));
    }

    /// What was held for work that was not done is given back at once.
    Outcome<Move<Order>> delivered(Order before, ServiceDelivered fact, Deciding on) {
        Order.Delivery delivery =
                new Order.Delivery(
                        fact.from(),
                        fact.until(),
                        fact.minutes(),
                        fact.samples(),
                        fact.amount(),
                        fact.partial(),
                        fact.report(),
                        fact.accredited(),
                        fact.evidence(),
                        fact.note(),
                        null);
        Order after = worked(before.delivered(delivery)).in(OrderState.DELIVERED);
        Money needed = needed(before, fact.amount(), on);
        Money surplus = before.funding().voucherPart().minus(needed);
        List<Part> parts =
                surplus.isPositive()
                        ? Funds.giveBack(on.rows(), before, "partial", surplus)
                        : List.of();
        Order funded = after.funded(before.funding().paying(needed, fact.amount().minus(needed)));
        return Outcome.done(Move.to(funded).with(parts).noting(fact.note()));
    }

    private Money needed(Order order, Money amount, Deciding on) {
        Order.Funding funding = order.funding();
        if (funding.voucherPart().isZero()) {
            return Money.ZERO;
        }
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(funding.programme()));
        return funds.rule(on.rows(), programme, order.placedAt())
                .map(rule -> rule.value().shareOf(order.wanted().serviceClass(), amount))
                .orElse(Money.ZERO)
                .min(funding.voucherPart());
    }

    Outcome<Move<Order>> cancelled(Order before, BookingCancelled fact, Deciding on) {
        if (before.state() == OrderState.RELEASED) {
            return Outcome.done(endedWithoutVoucher(before).noting(fact.reason()));
        }
        Refusal why =
                Refusal.of(
                                fact.by().equals("FIRM")
                                        ? OrderEnd.CANCELLED_BY_FIRM
                                        : fact.by().equals("NO_SHOW")
                                                ? OrderEnd.NO_SHOW
                                                : OrderEnd.CANCELLED_BY_PROVIDER)
                        .with("late", fact.late());
        return Outcome.done(
                Move.to(before.refused(OrderState.CANCELLED, why))
                        .noting(fact.reason())
                        .with(Funds.giveBack(on.rows(), before, "cancelled")));
    }

    Outcome<Move<Order>> begun(Order before) {
        return Outcome.done(Move.to(worked(before).in(OrderState.IN_SERVICE)));
    }

    /// After its hold was given back an order ends with the booking, however that ended, and costs
    /// nothing.
    private static Move<Order> endedWithoutVoucher(Order before) {
        return Move.to(
                before.refused(
                        OrderState.CANCELLED,
                        Refusal.of(
                                OrderEnd.RELEASED_AND_ENDED, "province", before.providerHome())));
    }

    /// Work that was done although the hold had been given back is a matter between firm and
    /// provider: the order goes on as one that the firm pays itself.
    private static Order worked(Order order) {
        return order.isReleased()
                ? order.refused(
                        order.state(),
                        Refusal.of(OrderEnd.RELEASED_AFTER_WORK, "province", order.providerHome()))
                : order;
    }

    /// The work had begun before the cancellation arrived. That it began was told first, so the
    /// order is at work already; what is new is why the cancellation came to nothing.
    Outcome<Move<Order>> notCancelled(Order before, CancellationDeclined fact) {
        return Outcome.done(Move.to(before.refused(before.state(), fact.why())));
    }

    /// What the resource's province said before the cancellation reached it is kept, because it
    /// tells what there is to be ended, and changes nothing: the firm has said that it wants out,
    /// or its hold was given back meanwhile.
    private static Move<Order> unlessEnding(Order known, OrderState next) {
        boolean ending =
                known.state() == OrderState.CANCELLING || known.state() == OrderState.RELEASED;
        return Move.to(ending ? known : known.in(next));
    }
}
