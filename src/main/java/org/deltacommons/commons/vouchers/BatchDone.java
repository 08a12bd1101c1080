package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Id;
import org.springframework.stereotype.Component;

/// A batch is done when the last of its lines was paid.
@Component
final class BatchDone implements FactHandler<VoucherPaid> {

    private final Procedure<Redemption> procedure;
    private final Moving moving;

    BatchDone(Procedure<Redemption> procedure, Moving moving) {
        this.procedure = procedure;
        this.moving = moving;
    }

    @Override
    public Class<VoucherPaid> fact() {
        return VoucherPaid.class;
    }

    @Override
    public List<Part> on(VoucherPaid body, RecordedFact fact, Rows rows) {
        return rows.find(ClaimLine.class, Id.<ClaimLine>of(body.claim()))
                .filter(claim -> claim.home() == rows.home())
                .flatMap(claim -> rows.find(Redemption.class, Id.<Redemption>of(claim.batch())))
                .filter(batch -> batch.state() == RedemptionState.PAYING)
                .filter(batch -> batch.lines(Redemption.LineState.CAPTURED).isEmpty())
                .filter(batch -> batch.lines(Redemption.LineState.OBJECTED).isEmpty())
                .map(batch -> moving.bySystem(procedure, batch, "finish", new NoForm(), rows))
                .orElseGet(List::of);
    }
}
