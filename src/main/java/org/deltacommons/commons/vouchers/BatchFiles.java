package org.deltacommons.commons.vouchers;

import java.util.function.BiPredicate;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Refusal;
import org.springframework.stereotype.Component;

/// The door to the files of a batch.
@Component
class BatchFiles {

    private final Records records;
    private final Refusals refusals;

    BatchFiles(Records records, Refusals refusals) {
        this.records = records;
        this.refusals = refusals;
    }

    /// The batch of a file that somebody asks for or brings. For all others it is not there, and
    /// that they asked is noted.
    ///
    /// @param id as it was typed
    /// @param what is noted, such as `redemption.payments`
    Redemption of(String id, Actor actor, BiPredicate<Actor, Redemption> may, String what) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return records.find(Redemption.class, PaperPages.<Redemption>id(id))
                .filter(batch -> may.test(actor, batch))
                .orElseThrow(() -> {
                    refusals.denied(actor, what, id);
                    return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
                });
    }
}
