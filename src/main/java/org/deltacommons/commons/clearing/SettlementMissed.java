package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;

/// A net creditor says that a settlement which was announced did not arrive.
@FactKind(value = "clearing.SettlementMissed", schema = 2)
public record SettlementMissed(Header header, Netting.Transfer transfer, @Personal String reason)
        implements RoundWord {

    @Override
    public Province by() {
        return transfer.payee();
    }
}
