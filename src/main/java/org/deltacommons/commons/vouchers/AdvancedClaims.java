package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;

/// What becomes of a captured claim whose provider is to be paid by its own province. Pure.
final class AdvancedClaims {

    private final Claims claims;

    AdvancedClaims(Claims claims) {
        this.claims = claims;
    }

    /// The agreement that the order was placed under; empty by every other route.
    static String agreement(ClaimLine claim, Rows rows) {
        String number =
                claim.route() == PaymentRoute.PROVINCE_AGENT
                        ? rows.get(Order.class, Id.<Order>of(claim.orderId())).funding().agreement()
                        : null;
        return number == null ? "" : number;
    }

    /// The provider's province paid its provider; what is still owed is owed to that province.
    Outcome<Move<ClaimLine>> advanced(ClaimLine before, ProviderAdvanced fact, Deciding on) {
        ClaimLine after =
                before.paying(new ClaimLine.Payment(fact.number(), "", fact.on(), null, 1))
                        .in(ClaimState.PAID);
        return Outcome.done(claims.settled(after, before.provider(), fact.on(), fact.number(), on));
    }

    /// The provider's province does not advance: the issuer owes the provider itself and pays with
    /// the batch, as soon as the provider has said where to.
    Outcome<Move<ClaimLine>> notAdvanced(ClaimLine before, AdvanceDeclined fact, Deciding on) {
        ClaimLine direct = before.paidDirectly();
        List<Part> parts = new ArrayList<>(Captures.rerouted(before, direct));
        parts.add(
                new Fact(
                        direct.orderId(),
                        Claims.audience(direct),
                        new AccountWanted(
                                direct.id().value(),
                                direct.orderId(),
                                direct.payee(),
                                direct.pays(),
                                fact.reason())));
        Redemption batch = Claims.batch(before, on);
        return batch.state() == RedemptionState.PAYING
                ? claims.request(direct).map(move -> move.noting(fact.reason()).with(parts))
                : Outcome.done(Move.to(direct).noting(fact.reason()).with(parts));
    }
}
