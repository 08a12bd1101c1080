package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A net debtor paid a net creditor.
@FactKind(value = "clearing.SettlementPaid", schema = 2)
public record SettlementPaid(Header header, Netting.Transfer transfer) implements RoundWord {

    @Override
    public Province by() {
        return transfer.payer();
    }
}
