package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A net creditor says that a settlement arrived.
@FactKind(value = "clearing.SettlementReceived", schema = 2)
public record SettlementReceived(Header header, Netting.Transfer transfer) implements RoundWord {

    @Override
    public Province by() {
        return transfer.payee();
    }
}
