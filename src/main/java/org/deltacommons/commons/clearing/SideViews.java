package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.ContractSigned;
import org.deltacommons.commons.bookings.ServiceDelivered;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.ClaimState;
import org.deltacommons.commons.vouchers.InvoiceAllocated;
import org.deltacommons.commons.vouchers.InvoiceReleased;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Recovery;
import org.deltacommons.commons.vouchers.RecoveryDropped;
import org.deltacommons.commons.vouchers.RecoveryGround;
import org.deltacommons.commons.vouchers.RecoveryOrdered;
import org.deltacommons.commons.vouchers.RecoveryState;
import org.deltacommons.commons.vouchers.SellerInvoice;
import org.deltacommons.commons.vouchers.VoucherCaptured;
import org.deltacommons.commons.vouchers.VoucherPaid;
import org.deltacommons.commons.vouchers.VoucherRecovered;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps each home's side of every order that crosses a border: whenever one of its own records
/// moves, and whenever the other province tells something about money, the view is made anew and
/// told.
@Configuration
class SideViews {

    /// The procedures whose cases a side is made from.
    private static final Set<String> FOLLOWED =
            Set.of("order", "claim", "recovery", "booking", "receipt", "clawback");

    private interface Look<B> {
        /// @return the side's view after the fact; empty if there is no such side here
        Optional<SideView> at(B body, RecordedFact fact, Rows rows);
    }

    /// A fact about money: the view takes it in, even if it says nothing new.
    private record Looking<B extends Record>(Class<B> fact, Look<B> look)
            implements FactHandler<B> {
        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            return look.at(body, recorded, rows)
                    .map(view -> view.considering(recorded.origin(), recorded.index(), rows.now()))
                    .map(SideViews::told)
                    .orElseGet(List::of);
        }
    }

    /// A record of this home moved: told only if it changed something in money.
    private record Following() implements FactHandler<CaseMoved> {
        @Override
        public Class<CaseMoved> fact() {
            return CaseMoved.class;
        }

        /// Most moves are of other cases, or of other homes.
        @Override
        public boolean concerns(RecordedFact fact, Province home) {
            return fact.origin() == home
                    && FOLLOWED.contains(fact.body().path("procedure").asString());
        }

        @Override
        public List<Part> on(CaseMoved body, RecordedFact recorded, Rows rows) {
            return moved(body, rows)
                    .filter(view ->
                            rows.find(SideView.class, view.id()).filter(view::isSame).isEmpty())
                    .map(SideViews::told)
                    .orElseGet(List::of);
        }
    }

    private static List<Part> told(SideView after) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Put(after));
        parts.add(
                new Fact(
                        after.orderId(),
                        Audience.of(after.other()),
                        new SideStated(
                                after.orderId(),
                                after.side(),
                                after.firmName(),
                                after.providerName(),
                                after.contract(),
                                after.delivered(),
                                after.items(),
                                after.recoveries(),
                                after.considered(),
                                after.at())));
        return parts;
    }

    /// The firm's side, if the order is at home here and its provider is not.
    private static Optional<SideView> firmSide(String order, Rows rows) {
        return rows.find(Order.class, Id.<Order>of(order))
                .filter(found -> found.home() == rows.home() && found.providerHome() != rows.home())
                .map(found -> {
                    SideView view =
                            view(
                                    rows,
                                    SideView.Side.FIRM,
                                    order,
                                    found.providerHome(),
                                    found.firmName(),
                                    found.providerName());
                    return view.worth(
                            found.contract() == null ? null : found.contract().price(),
                            found.delivery() == null ? null : found.delivery().amount());
                });
    }

    /// The provider's side, if the booking is at home here and its order is not.
    private static Optional<SideView> providerSide(String order, Rows rows) {
        return rows.find(Booking.class, Booking.idOf(order))
                .filter(found -> found.home() == rows.home() && found.orderHome() != rows.home())
                .map(found -> {
                    SideView view =
                            view(
                                    rows,
                                    SideView.Side.PROVIDER,
                                    order,
                                    found.orderHome(),
                                    found.firmName(),
                                    found.resourceName());
                    return view.worth(
                            found.contract() == null ? null : found.price(),
                            found.delivery() == null ? null : found.delivery().amount());
                });
    }

    private static SideView view(
            Rows rows,
            SideView.Side side,
            String order,
            Province other,
            String firmName,
            String providerName) {
        return rows.find(SideView.class, SideView.idOf(side, order))
                .orElseGet(() ->
                        new SideView(
                                SideView.idOf(side, order),
                                rows.home(),
                                side,
                                order,
                                other,
                                firmName,
                                providerName,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                java.util.Map.of(),
                                rows.now()));
    }

    /// A record of this home moved.
    private static Optional<SideView> moved(CaseMoved body, Rows rows) {
        return switch (body.procedure()) {
            case "order" -> firmSide(body.id(), rows);
            case "claim" ->
                    rows.find(ClaimLine.class, Id.<ClaimLine>of(body.id()))
                            .flatMap(claim ->
                                    firmSide(claim.orderId(), rows)
                                            .map(view -> view.with(item(view, claim))));
            case "booking" ->
                    rows.find(Booking.class, Id.<Booking>of(body.id()))
                            .flatMap(booking -> providerSide(booking.orderId(), rows));
            case "receipt" ->
                    rows.find(Receipt.class, Id.<Receipt>of(body.id()))
                            .flatMap(receipt ->
                                    providerSide(receipt.orderId(), rows)
                                            .map(view -> view.with(item(view, receipt))));
            case "recovery" ->
                    rows.find(Recovery.class, Id.<Recovery>of(body.id()))
                            .flatMap(recovery ->
                                    firmSide(recovery.orderId(), rows)
                                            .map(view -> view.with(recovered(recovery))));
            case "clawback" ->
                    rows.find(Clawback.class, Id.<Clawback>of(body.id()))
                            .flatMap(clawback ->
                                    providerSide(clawback.orderId(), rows)
                                            .map(view -> collected(view, clawback)));
            default -> Optional.empty();
        };
    }

    private static SideView.Recovered recovered(Recovery recovery) {
        return new SideView.Recovered(
                recovery.id().value(),
                recovery.claim(),
                recovery.ground(),
                recovery.state() == RecoveryState.DROPPED ? Money.ZERO : recovery.amount(),
                recovery.state() == RecoveryState.RECOVERED ? recovery.amount() : Money.ZERO);
    }

    /// What came back to the province that had advanced it, by its own books.
    private static SideView collected(SideView view, Clawback clawback) {
        boolean back = clawback.state() == ClawbackState.COLLECTED;
        return view.recovered(clawback.recovery())
                .map(one -> view.with(back(one, back ? clawback.amount() : Money.ZERO)))
                .orElse(view);
    }

    private static SideView.Recovered back(SideView.Recovered one, Money amount) {
        return new SideView.Recovered(one.recovery(), one.claim(), one.ground(), one.due(), amount);
    }

    private static SideView.Item item(SideView view, ClaimLine claim) {
        boolean out = claim.state() == ClaimState.REJECTED || claim.state() == ClaimState.RETURNED;
        boolean captured = claim.state().isCaptured();
        // What is paid back to the firm is none of the provider's business.
        boolean toProvider =
                claim.state() == ClaimState.PAID && claim.route() != PaymentRoute.FIRM_DIRECT;
        return view.item(claim.id().value())
                .invoiced(out ? Money.ZERO : claim.invoice().part())
                .captured(captured ? claim.pays() : Money.ZERO)
                .paid(toProvider ? claim.pays() : Money.ZERO);
    }

    private static SideView.Item item(SideView view, Receipt receipt) {
        return view.item(receipt.claim())
                .paid(receipt.arrived() == null ? Money.ZERO : receipt.arrived());
    }

    @Bean
    FactHandler<CaseMoved> sideFollowsCases() {
        return new Following();
    }

    @Bean
    FactHandler<ContractSigned> sideFollowsContracts() {
        return new Looking<>(
                ContractSigned.class, (body, fact, rows) -> either(body.order(), rows));
    }

    @Bean
    FactHandler<ServiceDelivered> sideFollowsDeliveries() {
        return new Looking<>(
                ServiceDelivered.class, (body, fact, rows) -> either(body.order(), rows));
    }

    /// The side that this home has; its own records say what it says.
    private static Optional<SideView> either(String order, Rows rows) {
        return firmSide(order, rows).or(() -> providerSide(order, rows));
    }

    /// What of an invoice a claim takes, only the seller's province knows by itself.
    private static Optional<SideView> invoiced(String order, String claim, Money part, Rows rows) {
        return firmSide(order, rows)
                .or(() ->
                        providerSide(order, rows)
                                .map(view -> view.with(view.item(claim).invoiced(part))));
    }

    @Bean
    FactHandler<InvoiceAllocated> sideFollowsInvoices() {
        return new Looking<>(
                InvoiceAllocated.class,
                (body, fact, rows) ->
                        invoiced(fact.subject(), body.claim(), allocated(body, rows), rows));
    }

    /// As the invoice stands now. This home's own word may be heard here after the claimant's later
    /// one, that the claim came to nothing: the two come by two feeds.
    private static Money allocated(InvoiceAllocated body, Rows rows) {
        return rows.find(SellerInvoice.class, SellerInvoice.idOf(body.number())).stream()
                .flatMap(invoice -> invoice.allocations().stream())
                .filter(one -> one.claim().equals(body.claim()))
                .map(SellerInvoice.Allocation::part)
                .findFirst()
                .orElse(Money.ZERO);
    }

    @Bean
    FactHandler<InvoiceReleased> sideFollowsReleases() {
        return new Looking<>(
                InvoiceReleased.class,
                (body, fact, rows) -> invoiced(fact.subject(), body.claim(), Money.ZERO, rows));
    }

    @Bean
    FactHandler<VoucherCaptured> sideFollowsCaptures() {
        return new Looking<>(
                VoucherCaptured.class,
                (body, fact, rows) ->
                        fact.origin() == rows.home()
                                ? firmSide(body.order(), rows)
                                : providerSide(body.order(), rows)
                                        .map(view ->
                                                view.with(
                                                        view.item(body.claim())
                                                                .captured(body.amount()))));
    }

    /// That the issuer paid counts at its own side only; at the other the provider's word does.
    @Bean
    FactHandler<VoucherPaid> sideFollowsPayments() {
        return new Looking<>(VoucherPaid.class, (body, fact, rows) -> either(body.order(), rows));
    }

    @Bean
    FactHandler<ReceiptConfirmed> sideFollowsReceipts() {
        return new Looking<>(
                ReceiptConfirmed.class, (body, fact, rows) -> either(body.order(), rows));
    }

    /// That something has to come back the provider's side learns from the issuer's.
    @Bean
    FactHandler<RecoveryOrdered> sideFollowsOrderedRecoveries() {
        return new Looking<>(
                RecoveryOrdered.class,
                (body, fact, rows) ->
                        recovery(
                                fact,
                                rows,
                                body.order(),
                                body.recovery(),
                                body.claim(),
                                body.ground(),
                                body.amount(),
                                Money.ZERO));
    }

    @Bean
    FactHandler<RecoveryDropped> sideFollowsDroppedRecoveries() {
        return new Looking<>(
                RecoveryDropped.class,
                (body, fact, rows) ->
                        recovery(
                                fact,
                                rows,
                                body.order(),
                                body.recovery(),
                                body.claim(),
                                body.ground(),
                                Money.ZERO,
                                Money.ZERO));
    }

    /// That it is back counts at the provider's side by that province's own books where it
    /// collected it; else by the word of the issuer, whose treasury got it.
    @Bean
    FactHandler<VoucherRecovered> sideFollowsRecoveries() {
        return new Looking<>(
                VoucherRecovered.class,
                (body, fact, rows) ->
                        recovery(
                                fact,
                                rows,
                                body.order(),
                                body.recovery(),
                                body.claim(),
                                body.ground(),
                                body.amount(),
                                rows.find(Clawback.class, Clawback.idOf(body.recovery()))
                                        .filter(one -> one.state() == ClawbackState.TO_COLLECT)
                                        .map(_ -> Money.ZERO)
                                        .orElse(body.amount())));
    }

    /// @param due what has to come back
    /// @param back what has come back
    private static Optional<SideView> recovery(
            RecordedFact fact,
            Rows rows,
            String order,
            String recovery,
            String claim,
            String ground,
            Money due,
            Money back) {
        return fact.origin() == rows.home()
                ? firmSide(order, rows)
                : providerSide(order, rows)
                        .map(view ->
                                view.with(
                                        new SideView.Recovered(
                                                recovery,
                                                claim,
                                                RecoveryGround.valueOf(ground),
                                                due,
                                                back)));
    }

    /// The other side's view as it told it, where its home is in another database.
    private record Kept() implements Replica<SideStated> {
        @Override
        public Class<SideStated> fact() {
            return SideStated.class;
        }

        @Override
        public List<Row> rows(SideStated body, RecordedFact fact) {
            Province reader = other(fact);
            return reader == null
                    ? List.of()
                    : List.of(
                            new SideView(
                                    SideView.idOf(body.side(), body.order()),
                                    fact.origin(),
                                    body.side(),
                                    body.order(),
                                    reader,
                                    body.firmName(),
                                    body.providerName(),
                                    body.contract(),
                                    body.delivered(),
                                    body.items(),
                                    body.recoveries(),
                                    body.considered(),
                                    body.at()));
        }

        private static @Nullable Province other(RecordedFact fact) {
            return fact.audience().provinces().stream()
                    .filter(province -> province != fact.origin())
                    .findFirst()
                    .orElse(null);
        }
    }

    @Bean
    Replica<SideStated> sideReplica() {
        return new Kept();
    }
}
