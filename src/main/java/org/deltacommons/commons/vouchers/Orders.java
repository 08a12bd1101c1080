package org.deltacommons.commons.vouchers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.commons.bookings.BookingRequested;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.CancellationRequested;
import org.deltacommons.commons.bookings.ContractCountersigned;
import org.deltacommons.commons.bookings.OfferAnswered;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.QuoteAnswered;
import org.deltacommons.commons.enterprises.Check;
import org.deltacommons.commons.enterprises.Condition;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.PriceUnit;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a firm decides about its orders. Pure: reads its own rows and replicas, returns the move
/// with the holds and the facts that ask the resource's province.
final class Orders {

    static final int UNITS_MAX = 10_000;

    private final Resources resources;
    private final Enterprises enterprises;
    private final Funds funds;
    private final Agreements agreements;

    Orders(Resources resources, Enterprises enterprises, Funds funds, Agreements agreements) {
        this.resources = resources;
        this.enterprises = enterprises;
        this.funds = funds;
        this.agreements = agreements;
    }

    /// What an order would cost, before it is placed; the same for the page and the decision.
    record Estimate(Price price, int units, Money total) {}

    /// @return why not, or units and total at the price of now, rounded down to the fen
    Outcome<Estimate> estimate(
            Rows rows,
            Resource resource,
            String firm,
            BookingMode mode,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Integer units) {
        Price price =
                resources
                        .price(resource, resources.userClass(resource, firm, rows), rows.now())
                        .orElse(null);
        if (price == null) {
            return Outcome.refused(VoucherReason.PRICE_MISSING);
        }
        if (mode == BookingMode.SLOT) {
            if (from == null
                    || until == null
                    || !from.isBefore(until)
                    || from.isBefore(rows.now())) {
                return Outcome.refused(VoucherReason.TIME_INVALID);
            }
            long minutes = Duration.between(from, until).toMinutes();
            boolean timed = price.unit() == PriceUnit.HOUR || price.unit() == PriceUnit.GPU_HOUR;
            Money total =
                    timed
                            ? new Money(Math.multiplyExact(price.amount().fen(), minutes) / 60)
                            : price.amount();
            int hours = Math.toIntExact((minutes + 59) / 60);
            return Outcome.done(new Estimate(price, hours, total));
        }
        if (units == null || units < 1 || units > UNITS_MAX) {
            return Outcome.refused(VoucherReason.UNITS_INVALID);
        }
        return Outcome.done(new Estimate(price, units, price.amount().times(units)));
    }

    Outcome<Move<Order>> place(VoucherForms.Place form, Deciding on) {
        Rows rows = on.rows();
        Resource resource =
                rows.find(Resource.class, Id.<Resource>of(form.resource())).orElse(null);
        Organisation firm =
                rows.find(Organisation.class, Id.<Organisation>of(form.firm())).orElse(null);
        if (resource == null || firm == null) {
            return Outcome.refused(VoucherReason.RESOURCE_NOT_FOUND);
        }
        Refusal obstacle = obstacle(resource, form, rows);
        if (obstacle != null) {
            return Outcome.refused(obstacle);
        }
        return estimate(
                        rows,
                        resource,
                        form.firm(),
                        form.mode(),
                        form.from(),
                        form.until(),
                        form.units())
                .then(estimate ->
                        funding(form, resource, estimate.total(), rows)
                                .map(offer -> placed(form, on, resource, firm, estimate, offer)));
    }

    /// What can be known here; the rest only the resource's province can say.
    private @Nullable Refusal obstacle(Resource resource, VoucherForms.Place form, Rows rows) {
        // Beam time is given by a call, not sold by the hour.
        if (form.mode() == BookingMode.CALL) {
            return Refusal.of(BookingsReason.CALL_NOT_BOOKABLE);
        }
        Refusal closed = resources.obstacle(resource, form.mode(), rows);
        if (closed != null) {
            return closed;
        }
        if (resource.details().equipment().dutyFree() && form.purpose() == Purpose.OTHER) {
            return Refusal.of(VoucherReason.CUSTOMS_PURPOSE);
        }
        if (form.voucher() == null) {
            return null;
        }
        if (form.excluded() != null) {
            return Refusal.of(VoucherReason.EXCLUDED_SERVICE, "service", form.excluded());
        }
        return resource.details().offer().voucherAccepted()
                ? null
                : Refusal.of(VoucherReason.VOUCHER_NOT_ACCEPTED);
    }

    private Outcome<Optional<Funds.Offer>> funding(
            VoucherForms.Place form, Resource resource, Money total, Rows rows) {
        if (form.voucher() == null) {
            return Outcome.done(Optional.empty());
        }
        Voucher voucher = rows.find(Voucher.class, Id.<Voucher>of(form.voucher())).orElse(null);
        Refusal unusable = unusable(voucher, form.firm(), rows);
        if (unusable != null || voucher == null) {
            return Outcome.refused(
                    unusable == null ? Refusal.of(VoucherReason.VOUCHER_NOT_FOUND) : unusable);
        }
        return funds.offer(
                        rows,
                        voucher,
                        resource.details().offer().serviceClass(),
                        total,
                        expected(form.until(), rows))
                .then(offer -> {
                    Condition tie =
                            enterprises.related(
                                    rows,
                                    form.firm(),
                                    resource.provider(),
                                    offer.rule().value().relatedPartyHops());
                    if (tie.check() == Check.NOT_MET) {
                        return Outcome.refused(
                                Refusal.of(VoucherReason.RELATED_PARTY)
                                        .under(offer.rule().version()));
                    }
                    return offer.pays().isZero()
                            ? Outcome.refused(nothingLeft(offer))
                            : Outcome.done(Optional.of(offer));
                });
    }

    /// When the service is completed as far as can be said: with the slot, else this year.
    static Instant expected(@Nullable Instant until, Rows rows) {
        return until == null ? rows.now() : until;
    }

    private static Refusal nothingLeft(Funds.Offer offer) {
        VoucherReason reason = offer.bound() == null ? VoucherReason.VOUCHER_EMPTY : offer.bound();
        return Refusal.of(reason, "available", Money.ZERO)
                .with("asked", offer.share())
                .with("ceiling", offer.ceiling())
                .under(offer.rule().version());
    }

    private static @Nullable Refusal unusable(@Nullable Voucher voucher, String firm, Rows rows) {
        if (voucher == null) {
            return Refusal.of(VoucherReason.VOUCHER_NOT_FOUND);
        }
        if (!voucher.firm().equals(firm)) {
            return Refusal.of(VoucherReason.VOUCHER_FOREIGN);
        }
        if (voucher.state() == VoucherState.REVOKED) {
            return Refusal.of(VoucherReason.VOUCHER_REVOKED);
        }
        return voucher.isUsable(rows.now())
                ? null
                : voucher.expiresAt() == null
                        ? Refusal.of(VoucherReason.VOUCHER_NOT_FOUND)
                        : Refusal.of(VoucherReason.VOUCHER_EXPIRED, "at", voucher.expiresAt());
    }

    private Move<Order> placed(
            VoucherForms.Place form,
            Deciding on,
            Resource resource,
            Organisation firm,
            Estimate estimate,
            Optional<Funds.Offer> offer) {
        Id<Order> id = on.ids().next("ord");
        Provider provider =
                on.rows().find(Provider.class, Provider.idOf(resource.provider())).orElse(null);
        Order order =
                new Order(
                        id,
                        on.rows().home(),
                        OrderState.PLACED,
                        offer.map(o -> o.programme().issuer()).orElse(firm.division()),
                        form.firm(),
                        firm.nameZh(),
                        resource.provider(),
                        provider == null ? resource.provider() : provider.nameZh(),
                        resource.home(),
                        new Order.Wanted(
                                form.resource(),
                                resource.details().nameZh(),
                                form.mode(),
                                form.from(),
                                form.until(),
                                estimate.units(),
                                estimate.total(),
                                form.purpose(),
                                form.description(),
                                resource.details().offer().serviceClass()),
                        funding(
                                offer,
                                estimate.total(),
                                on.rows().home(),
                                resource.home(),
                                on.rows()),
                        null,
                        null,
                        null,
                        on.now(),
                        on.actor().id(),
                        null,
                        List.of(),
                        null,
                        null);
        List<Part> parts = new ArrayList<>();
        offer.ifPresent(o -> parts.addAll(funds.hold(on.rows(), id.value(), 1, o, payee(order))));
        parts.add(asks(order, form.waits()));
        Move<Order> move = Move.to(order).with(parts);
        return offer.map(o -> inTime(move, o)).orElse(move);
    }

    /// The voucher must still be valid and its year still run when the lane commits, not only when
    /// this was decided: the lane's time never runs backwards, whatever a machine's clock does.
    private static Move<Order> inTime(Move<Order> move, Funds.Offer offer) {
        Instant until = java.util.Objects.requireNonNull(offer.voucher().expiresAt());
        Instant yearEnd = offer.programme().yearEnd();
        boolean yearFirst = !offer.rule().value().carryOver() && !until.isBefore(yearEnd);
        return yearFirst
                ? move.before(
                        yearEnd,
                        Refusal.of(VoucherReason.YEAR_OVER, "year", offer.programme().year())
                                .under(offer.rule().version()))
                : move.before(until, Refusal.of(VoucherReason.VOUCHER_EXPIRED, "at", until));
    }

    private Order.Funding funding(
            Optional<Funds.Offer> offer,
            Money total,
            Province issuer,
            Province provider,
            Rows rows) {
        if (offer.isEmpty()) {
            return selfFunded(total);
        }
        Funds.Offer o = offer.get();
        PaymentRoute route = o.rule().value().route();
        String agreement = null;
        if (route == PaymentRoute.PROVINCE_AGENT) {
            // Only a signed agreement makes one province owe another; without one the issuer's
            // treasury pays the provider itself.
            agreement =
                    issuer == provider
                            ? null
                            : agreements.number(rows, issuer, provider, rows.now()).orElse(null);
            route = agreement == null ? PaymentRoute.PROVIDER_DIRECT : route;
        }
        return new Order.Funding(
                o.voucher().id().value(),
                o.programme().id().value(),
                o.programme().issuer(),
                route,
                o.pays(),
                total.minus(o.pays()),
                1,
                o.year(),
                o.rule().version(),
                agreement);
    }

    private static Order.Funding selfFunded(Money total) {
        return new Order.Funding("", "", null, null, Money.ZERO, total, 0, 0, null, null);
    }

    /// Who gets the issuer's money in the end.
    static String payee(Order order) {
        PaymentRoute route = order.funding().route();
        if (route == null) {
            throw new IllegalStateException("a self-funded order has no payee: " + order.id());
        }
        return switch (route) {
            case FIRM_DIRECT -> order.firm();
            case PROVIDER_DIRECT -> order.provider();
            case PROVINCE_AGENT -> order.providerHome().code();
        };
    }

    private static Fact asks(Order order, boolean waits) {
        Order.Wanted wanted = order.wanted();
        return new Fact(
                order.id().value(),
                audience(order),
                new BookingRequested(
                        order.id().value(),
                        wanted.resource(),
                        wanted.mode(),
                        wanted.from(),
                        wanted.until(),
                        wanted.units(),
                        wanted.purpose(),
                        wanted.description(),
                        order.firm(),
                        order.firmName(),
                        wanted.priced(),
                        order.funding().voucherPart(),
                        order.funding().route() == null ? "" : order.funding().route().name(),
                        waits));
    }

    static Audience audience(Order order) {
        Province there = order.providerHome();
        return there == order.home() ? Audience.HOME : Audience.of(there);
    }

    /// The firm says yes to a quote: the hold follows the new price in the same step.
    Outcome<Move<Order>> confirmQuote(Order before, Deciding on) {
        Order.Reservation reservation = before.reservation();
        Money quoted = reservation == null ? null : reservation.quoted();
        if (reservation == null || quoted == null) {
            return Outcome.refused(VoucherReason.QUOTE_EXPIRED);
        }
        if (reservation.quoteUntil() != null && !on.now().isBefore(reservation.quoteUntil())) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.QUOTE_EXPIRED, "at", reservation.quoteUntil()));
        }
        return repriced(before, quoted, on.rows())
                .map(move -> {
                    Order after = move.after().in(OrderState.ACCEPTED);
                    Move<Order> answered =
                            Move.to(after)
                                    .with(move.parts())
                                    .with(quoteAnswer(after, true, quoted));
                    return reservation.quoteUntil() == null
                            ? answered
                            : answered.before(
                                    reservation.quoteUntil(),
                                    Refusal.of(
                                            VoucherReason.QUOTE_EXPIRED,
                                            "at",
                                            reservation.quoteUntil()));
                });
    }

    /// Releases the old hold and makes a new one for another price, in one Unit. What a raised
    /// price exceeds the voucher is the firm's own.
    private Outcome<Move<Order>> repriced(Order before, Money price, Rows rows) {
        Order.Funding funding = before.funding();
        if (funding.voucherPart().isZero()) {
            return Outcome.done(Move.to(before.funded(funding.paying(Money.ZERO, price))));
        }
        Voucher voucher = rows.get(Voucher.class, Id.<Voucher>of(funding.voucher()));
        return funds.offerAgain(rows, voucher, before, price)
                .map(offer -> {
                    // What is held now comes back first, so it counts as left.
                    Money pays =
                            offer.share()
                                    .min(offer.voucherLeft().plus(funding.voucherPart()))
                                    .min(offer.ceilingLeft().plus(funding.voucherPart()))
                                    .min(offer.budgetLeft().plus(funding.voucherPart()));
                    return adjusted(before, price, pays, offer, rows);
                });
    }

    private Move<Order> adjusted(
            Order before, Money price, Money pays, Funds.Offer offer, Rows rows) {
        int serial = before.funding().serial() + 1;
        List<Part> parts = funds.holdAgain(rows, before, "requote", serial, offer.paying(pays));
        Order after = before.funded(before.funding().paying(pays, price.minus(pays)).held(serial));
        return Move.to(after).with(parts);
    }

    private static Fact quoteAnswer(Order order, boolean confirmed, Money price) {
        return new Fact(
                order.id().value(),
                audience(order),
                new QuoteAnswered(
                        order.id().value(),
                        booking(order),
                        confirmed,
                        price,
                        order.funding().voucherPart()));
    }

    private static String booking(Order order) {
        return order.reservation() == null ? "" : order.reservation().booking();
    }

    /// The offer ends at the resource's home; here it is only not answered any more.
    static @Nullable Refusal offerOver(Order order, Deciding on) {
        Instant until = order.until();
        return until == null || on.now().isBefore(until)
                ? null
                : Refusal.of(BookingsReason.OFFER_EXPIRED, "at", until);
    }

    /// The firm takes the slot that became free. It is the firm's once the slot's home says so.
    Outcome<Move<Order>> acceptOffer(Order before) {
        Move<Order> move = Move.to(before.in(OrderState.PLACED)).with(offerAnswer(before, true));
        Instant until = before.until();
        return Outcome.done(
                until == null
                        ? move
                        : move.before(
                                until, Refusal.of(BookingsReason.OFFER_EXPIRED, "at", until)));
    }

    /// The firm lets the slot go; the hold stays until the slot's home has ended the booking.
    Outcome<Move<Order>> declineOffer(Order before) {
        return Outcome.done(
                Move.to(before.in(OrderState.CANCELLING)).with(offerAnswer(before, false)));
    }

    private static Fact offerAnswer(Order order, boolean accepted) {
        return new Fact(
                order.id().value(),
                audience(order),
                new OfferAnswered(order.id().value(), booking(order), accepted));
    }

    Outcome<Move<Order>> declineQuote(Order before, VoucherForms.Because form, Deciding on) {
        Order after = before.in(OrderState.CANCELLED);
        return Outcome.done(
                Move.to(after)
                        .noting(form.reason())
                        .with(Funds.giveBack(on.rows(), before, "declined"))
                        .with(quoteAnswer(before, false, before.price())));
    }

    /// The fiscal year is over and its rule carries no hold over: what no claim has of it ends, and
    /// what the voucher was to pay of that is the firm's own now. The work goes on, and so do the
    /// claims that were made in time.
    Outcome<Move<Order>> endYear(Order before, Deciding on) {
        Programme programme =
                on.rows().get(Programme.class, Id.<Programme>of(before.funding().programme()));
        boolean over =
                funds.rule(on.rows(), programme, before.placedAt())
                        .filter(rule -> Funds.isOver(programme, rule.value(), on.now()))
                        .isPresent();
        if (!over) {
            return Outcome.refused(VoucherReason.YEAR_RUNS);
        }
        Money rest = before.heldLeft();
        if (!rest.isPositive()) {
            return Outcome.refused(VoucherReason.NOTHING_HELD);
        }
        Money claimed = before.claimedPays();
        OrderState next =
                switch (before.state()) {
                    case CONFIRMED -> OrderState.CLOSED;
                    case CLAIMING ->
                            before.claimed().stream().allMatch(one -> isPaid(one.claim(), on))
                                    ? OrderState.CLOSED
                                    : OrderState.CLAIMING;
                    default -> before.state();
                };
        // A claim that comes to nothing later leaves its part to end in a step of its own.
        String step = claimed.isZero() ? "year-end" : "year-end/" + claimed.fen();
        return Outcome.done(
                Move.to(
                                before.funded(
                                                before.funding()
                                                        .paying(
                                                                claimed,
                                                                before.price().minus(claimed)))
                                        .in(next))
                        .with(Funds.giveBack(on.rows(), before, step, rest)));
    }

    /// Whether some claim still runs, so that what is left cannot be given up yet.
    static @Nullable Refusal claimsRun(Order order, Deciding on) {
        long open = order.claimed().stream().filter(one -> !isPaid(one.claim(), on)).count();
        return open > 0 ? Refusal.of(VoucherReason.CLAIMS_OPEN, "count", open) : null;
    }

    private static boolean isPaid(String claim, Deciding on) {
        return on.rows()
                .find(ClaimLine.class, Id.<ClaimLine>of(claim))
                .filter(line -> line.state() == ClaimState.PAID)
                .isPresent();
    }

    /// The firm does without the voucher, or without what is left of it: the hold is given back and
    /// the order is done with.
    Outcome<Move<Order>> waive(Order before, VoucherForms.Because form, Deciding on) {
        return Outcome.done(
                Move.to(before.in(OrderState.CLOSED))
                        .noting(form.reason())
                        .with(Funds.giveBack(on.rows(), before, "waived")));
    }

    Outcome<Move<Order>> claimEnded(Order before, Order.ClaimEnded ended) {
        Order after = before.withoutClaim(ended.claim());
        return Outcome.done(
                Move.to(
                        after.in(
                                after.claimed().isEmpty()
                                        ? OrderState.CONFIRMED
                                        : OrderState.CLAIMING)));
    }

    /// The order is done with once every claim is paid and nothing is left to claim: neither work,
    /// nor, after the year's end or at a ceiling, money for it.
    Outcome<Move<Order>> claimPaid(Order before, Order.ClaimPaid paid, Deciding on) {
        boolean all =
                !(before.baseLeft().isPositive() && before.heldLeft().isPositive())
                        && before.claimed().stream()
                                .allMatch(one ->
                                        one.claim().equals(paid.claim())
                                                || isPaid(one.claim(), on));
        return Outcome.done(
                all
                        ? Move.to(before.in(OrderState.CLOSED))
                                .with(Funds.giveBack(on.rows(), before, "settled"))
                        : Move.to(before));
    }

    /// Only the slot's home decides; until it has, the hold stays.
    Outcome<Move<Order>> cancel(Order before, VoucherForms.Because form) {
        return Outcome.done(
                Move.to(before.in(OrderState.CANCELLING))
                        .noting(form.reason())
                        .with(
                                new Fact(
                                        before.id().value(),
                                        audience(before),
                                        new CancellationRequested(
                                                before.id().value(),
                                                booking(before),
                                                form.reason()))));
    }

    Outcome<Move<Order>> countersign(Order before, VoucherForms.Countersign form) {
        Order.Contract contract = before.contract();
        if (contract == null) {
            return Outcome.refused(VoucherReason.NOTHING_TO_CLAIM);
        }
        Order after =
                before.contracted(
                                new Order.Contract(
                                        contract.number(),
                                        contract.framework(),
                                        contract.price(),
                                        contract.signedOn(),
                                        contract.legalPerson(),
                                        contract.scan(),
                                        form.signedOn(),
                                        form.scan()))
                        .in(OrderState.CONTRACTED);
        return Outcome.done(
                Move.to(after)
                        .with(
                                new Fact(
                                        before.id().value(),
                                        audience(before),
                                        new ContractCountersigned(
                                                before.id().value(),
                                                booking(before),
                                                form.signedOn(),
                                                form.scan()))));
    }

    /// The firm takes the work over. What the hold has above the amount due is given back; a
    /// self-funded order is done with.
    Outcome<Move<Order>> confirm(Order before, Deciding on) {
        Order.Delivery delivery = before.delivery();
        if (delivery == null) {
            return Outcome.refused(VoucherReason.NOTHING_TO_CLAIM);
        }
        Order confirmed =
                before.delivered(
                        new Order.Delivery(
                                delivery.from(),
                                delivery.until(),
                                delivery.minutes(),
                                delivery.samples(),
                                delivery.amount(),
                                delivery.partial(),
                                delivery.report(),
                                delivery.accredited(),
                                delivery.evidence(),
                                delivery.note(),
                                on.now()));
        Order after =
                confirmed.in(
                        before.funding().voucherPart().isPositive()
                                ? OrderState.CONFIRMED
                                : OrderState.CLOSED);
        return Outcome.done(Move.to(after));
    }
}
