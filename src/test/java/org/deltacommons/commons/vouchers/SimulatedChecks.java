package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.bookings.Agenda;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.foundation.ledger.Remainder;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What must hold of orders, slots, money and invoices, whatever happened.
public final class SimulatedChecks {

    private static final List<String> HOLDS = List.of("voucher", "ceiling", "budget");

    private SimulatedChecks() {}

    /// After every event.
    ///
    /// @return what does not hold; empty if all does
    public static Optional<String> always(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            Optional<String> wrong =
                    money(node)
                            .or(() -> slots(node))
                            .or(() -> holds(node))
                            .or(() -> endedVouchers(node));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return invoices(nodes).or(() -> endedOrders(nodes));
    }

    private static Optional<String> money(SimulatedNode node) {
        long sum = 0;
        for (Balances account : node.accounts()) {
            sum += account.posted().fen();
            if (account.limit() != Limit.NONE && account.available().isNegative()) {
                return Optional.of(account.account() + " is below nothing");
            }
        }
        return sum == 0
                ? Optional.empty()
                : Optional.of("the books of " + node.home() + " do not come to nothing");
    }

    /// From the bookings, not from the agenda that they were decided by; and the agenda knows each.
    private static Optional<String> slots(SimulatedNode node) {
        List<Booking> holding = new ArrayList<>();
        for (Booking booking : node.all(Booking.class)) {
            Period held = booking.held().orElse(null);
            if (held == null || !booking.state().holdsSlot()) {
                continue;
            }
            for (Booking other : holding) {
                if (other.resource().equals(booking.resource())
                        && other.held().orElseThrow().overlaps(held)) {
                    return Optional.of("a slot twice: " + other.id() + " and " + booking.id());
                }
            }
            holding.add(booking);
            boolean known =
                    Agenda.weeksOf(held).stream()
                            .allMatch(week ->
                                    node
                                            .find(
                                                    Agenda.class,
                                                    Agenda.idOf(booking.resource(), week))
                                            .stream()
                                            .flatMap(agenda -> agenda.busy().stream())
                                            .anyMatch(busy ->
                                                    busy.ref().equals(booking.id().value())));
            if (!known) {
                return Optional.of("a slot that is not in the agenda: " + booking.id());
            }
        }
        return Optional.empty();
    }

    /// What an order says it holds is held three times; what ended holds nothing.
    private static Optional<String> holds(SimulatedNode node) {
        for (Order order : node.all(Order.class)) {
            Order.Funding funding = order.funding();
            if (!funding.hasVoucher() || order.home() != node.home()) {
                continue;
            }
            for (String which : HOLDS) {
                for (int serial = 1; serial < funding.serial(); serial++) {
                    if (!left(node, order, serial, which).isZero()) {
                        return Optional.of("an old hold is left: " + order.id());
                    }
                }
                Money left = left(node, order, funding.serial(), which);
                boolean right =
                        switch (order.state()) {
                            case REFUSED, CANCELLED, CLOSED -> left.isZero();
                            case CLAIMING -> left.equals(open(node, order));
                            default -> left.equals(funding.voucherPart());
                        };
                if (!right) {
                    return Optional.of(
                            "%s is %s and holds %s of its %s"
                                    .formatted(order.id(), order.state(), left, which));
                }
            }
        }
        return Optional.empty();
    }

    /// A voucher that is over keeps what its orders hold and nothing else.
    private static Optional<String> endedVouchers(SimulatedNode node) {
        return node.all(Voucher.class).stream()
                .filter(voucher -> voucher.home() == node.home() && voucher.hasEnded())
                .filter(voucher ->
                        node.look(Balances.class, Chart.voucher(voucher.id().value())).stream()
                                .anyMatch(account -> !account.available().isZero()))
                .map(voucher -> voucher.id() + " is over and still has something")
                .findFirst();
    }

    private static Money left(SimulatedNode node, Order order, int serial, String which) {
        return node.look(Remainder.class, Funds.holdId(order.id().value(), serial, which))
                .map(Remainder::left)
                .orElse(Money.ZERO);
    }

    /// What is held and not captured: nothing once a capture was the order's last.
    private static Money open(SimulatedNode node, Order order) {
        Money left = order.funding().voucherPart();
        boolean waiting = order.baseLeft().isPositive() && order.heldLeft().isPositive();
        for (Order.Claimed claimed : order.claimed()) {
            boolean captured =
                    node.find(ClaimLine.class, Id.<ClaimLine>of(claimed.claim())).stream()
                            .anyMatch(claim -> claim.state().isCaptured());
            waiting |= !captured;
            left = captured ? left.minus(claimed.pays()) : left;
        }
        return waiting ? left : Money.ZERO;
    }

    /// Whoever claims: what is claimed of an invoice has been allocated by its home, and all of it
    /// together is not more than the invoice.
    private static Optional<String> invoices(Map<Province, SimulatedNode> nodes) {
        Map<String, Money> claimed = new HashMap<>();
        for (SimulatedNode node : nodes.values()) {
            for (ClaimLine claim : node.all(ClaimLine.class)) {
                switch (claim.state()) {
                    case SUBMITTED, RETURNED, REJECTED -> {
                        continue;
                    }
                    default -> {}
                }
                String number = claim.invoice().number();
                SellerInvoice invoice =
                        nodes.get(claim.providerHome())
                                .find(SellerInvoice.class, SellerInvoice.idOf(number))
                                .orElse(null);
                Money sum = claimed.merge(number, claim.invoice().part(), Money::plus);
                if (invoice == null || sum.compareTo(invoice.total()) > 0) {
                    return Optional.of("more than the invoice " + number + " is claimed");
                }
                boolean allocated =
                        invoice.allocations().stream()
                                .anyMatch(one ->
                                        one.claim().equals(claim.id().value())
                                                && one.part().equals(claim.invoice().part()));
                if (!allocated) {
                    return Optional.of(claim.id() + " was not allocated its invoice");
                }
            }
        }
        return Optional.empty();
    }

    /// The hold of an order ends with the answer of the slot's home, never before.
    private static Optional<String> endedOrders(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            for (Order order : node.all(Order.class)) {
                boolean ended =
                        order.state() == OrderState.REFUSED
                                || order.state() == OrderState.CANCELLED;
                boolean kept =
                        nodes.get(order.providerHome())
                                .find(Booking.class, Booking.idOf(order.id().value()))
                                .filter(booking -> booking.state().holdsSlot())
                                .isPresent();
                if (ended && kept) {
                    return Optional.of(order.id() + " has ended and keeps its slot");
                }
            }
        }
        return Optional.empty();
    }

    /// After the job that ends the fiscal year.
    public static Optional<String> yearEnded(SimulatedNode node) {
        Programme programme =
                node.find(
                                Programme.class,
                                Id.<Programme>of(SimulatedProvince.programme(node.home())))
                        .orElseThrow();
        return node.now().isBefore(programme.yearEnd())
                ? Optional.empty()
                : node.all(Order.class).stream()
                        .filter(order -> YearEnd.HOLDING.contains(order.state().name()))
                        .filter(order -> order.heldLeft().isPositive())
                        .map(order -> order.id() + " holds money of a year that is over")
                        .findFirst();
    }

    /// When nobody has anything left to do.
    public static Optional<String> atRest(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            for (Order order : node.all(Order.class)) {
                switch (order.state()) {
                    case CLOSED, REFUSED, CANCELLED -> {}
                    default -> {
                        return Optional.of(order.id() + " stays " + order.state());
                    }
                }
            }
            for (Booking booking : node.all(Booking.class)) {
                if (!booking.state().isOver()) {
                    return Optional.of(booking.id() + " stays " + booking.state());
                }
            }
            for (ClaimLine claim : node.all(ClaimLine.class)) {
                if (claim.state() != ClaimState.PAID && claim.state() != ClaimState.REJECTED) {
                    return Optional.of(claim.id() + " stays " + claim.state());
                }
            }
            for (Recovery recovery : node.all(Recovery.class)) {
                if (recovery.state() == RecoveryState.ORDERED) {
                    return Optional.of(recovery.id() + " stays " + recovery.state());
                }
            }
            String over = overAndThere(node);
            if (over != null) {
                return Optional.of(over);
            }
            for (Balances account : node.accounts()) {
                if (account.held().isPositive()) {
                    return Optional.of("a hold is left on " + account.account());
                }
            }
        }
        return paid(nodes);
    }

    /// A voucher whose time is over has ended.
    private static @Nullable String overAndThere(SimulatedNode node) {
        for (Voucher voucher : node.all(Voucher.class)) {
            Instant until = voucher.expiresAt();
            if (until == null || node.now().isBefore(until)) {
                continue;
            }
            if (voucher.state() == VoucherState.GRANTED) {
                return voucher.id() + " is over and goes on";
            }
        }
        return null;
    }

    /// What is paid was captured, claim by claim, and what came back was taken back; nothing is
    /// owed any more. On the voucher itself it is taken back only while that is valid.
    private static Optional<String> paid(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            Money paid =
                    node.all(ClaimLine.class).stream()
                            .filter(claim -> claim.state() == ClaimState.PAID)
                            .map(ClaimLine::pays)
                            .reduce(Money.ZERO, Money::plus);
            Money back =
                    node.all(Recovery.class).stream()
                            .filter(one -> one.state() == RecoveryState.RECOVERED)
                            .map(Recovery::amount)
                            .reduce(Money.ZERO, Money::plus);
            Chart chart = new Chart(SimulatedProvince.programme(node.home()));
            for (String account : List.of(chart.used(), chart.allowanceUsed(), chart.treasury())) {
                Money there =
                        node.look(Balances.class, account).map(Balances::posted).orElse(Money.ZERO);
                // What comes back for a voucher that is over stays used on it.
                boolean spent =
                        account.equals(chart.used())
                                && node.all(Voucher.class).stream()
                                        .anyMatch(one -> one.state() == VoucherState.EXPIRED)
                                && there.compareTo(paid) <= 0
                                && there.compareTo(paid.minus(back)) >= 0;
                if (!spent && !there.equals(paid.minus(back))) {
                    return Optional.of(
                            "%s has %s, %s was paid and %s came back"
                                    .formatted(account, there, paid, back));
                }
            }
        }
        return Optional.empty();
    }

    /// How many orders stand where.
    public static void ends(SimulatedNode node, Map<String, Integer> to) {
        node.all(Order.class).forEach(order -> to.merge(order.state().name(), 1, Integer::sum));
        node.all(Order.class).stream()
                .filter(order -> order.funding().hasVoucher())
                .filter(order -> order.funding().voucherPart().isZero())
                .forEach(_ -> to.merge("YEAR_ENDED", 1, Integer::sum));
        node.all(Voucher.class).forEach(one -> to.merge("VOUCHER_" + one.state(), 1, Integer::sum));
        node.all(ClaimLine.class)
                .forEach(claim -> to.merge("CLAIM_" + claim.state(), 1, Integer::sum));
        node.all(Recovery.class)
                .forEach(one -> to.merge("RECOVERY_" + one.state(), 1, Integer::sum));
    }
}
