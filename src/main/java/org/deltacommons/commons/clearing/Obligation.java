package org.deltacommons.commons.clearing;

import java.time.Instant;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One advance, or one clawback the other way round, as creditor and debtor each keep it: a chain
/// per pair that carries its running total, so that what was owed up to any index of the creditor's
/// feed is found by walking back.
///
/// @param sequence from 1, dense within agreement, creditor and debtor
/// @param total of the chain up to here
/// @param index of the fact in the creditor's feed
/// @param disputed why it was set aside; null otherwise. What is owed of it in the end joins the
///   chain anew
/// @param cause the same for what joined anew
@Stored("clearing.obligation")
record Obligation(
        Id<Obligation> id,
        Province home,
        String agreement,
        Province creditor,
        Province debtor,
        int sequence,
        String claim,
        String orderId,
        Money amount,
        Money total,
        long index,
        Instant at,
        @Nullable @Personal String disputed,
        ObligationCause cause)
        implements Row {

    Obligation disputed(String because) {
        return new Obligation(
                id, home, agreement, creditor, debtor, sequence, claim, orderId, amount, total,
                index, at, because, cause);
    }

    static Id<Obligation> idOf(Running chain, int sequence) {
        return Id.of("obl-" + chain.id().value().substring("run-".length()) + "-" + sequence);
    }
}
