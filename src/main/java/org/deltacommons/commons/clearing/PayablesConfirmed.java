package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A debtor states what it owes to one creditor by its own records up to the creditor's index.
@FactKind(value = "clearing.PayablesConfirmed", schema = 2)
public record PayablesConfirmed(Header header, Netting.Owed owed) implements RoundWord {

    @Override
    public Province by() {
        return owed.debtor();
    }
}
