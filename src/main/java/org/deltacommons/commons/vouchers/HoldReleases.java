package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deltacommons.commons.bookings.HoldReleased;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The release of a hold whose resource's province stays away: its absence has lasted as long as
/// the rule `term.hold.release` of the issuer says, an officer of the issuer proposes it, and a
/// second person agrees. Only that province could end the booking itself, so it is told, and
/// whatever it answers finds the hold gone. Pure decisions.
final class HoldReleases {

    private static final String TERM = "hold.release";

    private HoldReleases() {}

    /// Why nobody may ask for it yet: the province is there, nothing is held that no claim has, or
    /// the absence has not lasted long enough.
    static @Nullable Refusal notYet(Order order, Deciding on) {
        Instant since = awaySince(order, on.rows());
        if (since == null) {
            return Refusal.of(VoucherReason.PROVINCE_HEARD, "province", order.providerHome());
        }
        if (!order.heldLeft().isPositive()) {
            return Refusal.of(VoucherReason.NOTHING_HELD);
        }
        Instant until = on.terms().due(TERM, order.division(), on.rows(), since).orElse(null);
        if (until == null) {
            return Refusal.of(VoucherReason.RELEASE_TERM_MISSING);
        }
        return on.now().isBefore(until)
                ? Refusal.of(VoucherReason.RELEASE_TOO_EARLY, "province", order.providerHome())
                        .with("since", since)
                        .with("until", until)
                : null;
    }

    /// Since when the case's clock has stood still for the province; null if it runs. That line is
    /// a row of this home, so a decision may rest on it, and it is written anew as soon as the
    /// province is heard.
    private static @Nullable Instant awaySince(Order order, Rows rows) {
        return rows.find(Task.class, Id.<Task>of(order.id().value()))
                .filter(Task::isWaitingForAway)
                .map(Task::pausedSince)
                .orElse(null);
    }

    static @Nullable Refusal notProposed(Order order, Deciding on) {
        Refusal tied = tied(order, on);
        return tied == null ? notYet(order, on) : tied;
    }

    /// Neither may decide who belongs to the firm or the provider.
    private static @Nullable Refusal tied(Order order, Deciding on) {
        return on.actor().memberships().stream()
                        .anyMatch(one ->
                                one.where().equals(order.firm())
                                        || one.where().equals(order.provider()))
                ? Refusal.of(VoucherReason.RELEASE_OWN_MATTER)
                : null;
    }

    static @Nullable Refusal notApproved(Order order, Deciding on) {
        boolean same =
                order.releasing() != null && on.actor().id().equals(order.releasing().proposedBy());
        return same ? Refusal.of(VoucherReason.RELEASE_SAME_PERSON) : notProposed(order, on);
    }

    static Outcome<Move<Order>> ask(Order before, VoucherForms.Because form, Deciding on) {
        Order.Releasing asked = begun(before, form.reason(), on);
        return Outcome.done(
                Move.to(before.releasing(OrderState.RELEASE_ASKED, asked)).noting(form.reason()));
    }

    static Outcome<Move<Order>> propose(Order before, VoucherForms.Release form, Deciding on) {
        Order.Releasing known =
                before.releasing() == null ? begun(before, "", on) : before.releasing();
        return Outcome.done(
                Move.to(
                                before.releasing(
                                        OrderState.RELEASE_PROPOSED,
                                        known.proposed(on.actor().id(), form.reason())))
                        .noting(form.reason()));
    }

    private static Order.Releasing begun(Order before, String asked, Deciding on) {
        Instant since = Objects.requireNonNull(awaySince(before, on.rows()));
        return new Order.Releasing(before.state(), since, asked, "", "", null, null, null);
    }

    /// What no claim has of the hold goes back to voucher, ceiling and budget in this Unit, and the
    /// firm pays for whatever was done there meanwhile.
    static Outcome<Move<Order>> approve(Order before, NoForm none, Deciding on) {
        Order.Releasing known = Objects.requireNonNull(before.releasing());
        Money rest = before.heldLeft();
        Money claimed = before.claimedPays();
        Order after =
                before.funded(before.funding().paying(claimed, before.price().minus(claimed)))
                        .refused(
                                OrderState.RELEASED,
                                Refusal.of(OrderEnd.HOLD_RELEASED, "amount", rest)
                                        .with("province", before.providerHome())
                                        .with("since", known.since()))
                        .releasing(
                                OrderState.RELEASED,
                                known.approved(on.actor().id(), rest, on.now()));
        return Outcome.done(
                Move.to(after)
                        .with(Funds.giveBack(on.rows(), before, "released", rest))
                        .with(
                                new Fact(
                                        before.id().value(),
                                        Orders.audience(before),
                                        new HoldReleased(
                                                before.id().value(), rest, known.since()))));
    }

    static Outcome<Move<Order>> reject(Order before, VoucherForms.Because form, Deciding on) {
        return Outcome.done(Move.to(heard(before)).noting(form.reason()));
    }

    static Outcome<Move<Order>> heard(Order before, NoForm none, Deciding on) {
        return Outcome.done(Move.to(heard(before)));
    }

    private static Order heard(Order before) {
        return before.releasing(Objects.requireNonNull(before.releasing()).from(), null);
    }

    /// A word of the province ends the wait for a release that nobody has agreed to; the order
    /// stands where it stood, and then it is what that word makes of it.
    static <F extends Record> List<Part> heardThen(
            Order order,
            String action,
            F word,
            Procedure<Order> procedure,
            Moving moving,
            Rows rows) {
        List<Part> parts =
                new ArrayList<>(moving.bySystem(procedure, order, "heard", new NoForm(), rows));
        Order back = heard(order);
        boolean awaited =
                procedure.action(action).map(ActionOf::from).stream()
                        .anyMatch(from -> from.contains(back.state()));
        if (awaited) {
            moving.bySystem(procedure, back, action, word, rows).stream()
                    .filter(part -> !keepsLine(part, back))
                    .forEach(parts::add);
        }
        return parts;
    }

    /// Of an order that stays where it is, the line is the one that begins with the return.
    private static boolean keepsLine(Part part, Order back) {
        return part instanceof Put(Task line) && line.state().equals(back.state().name());
    }
}
