package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A creditor states what each other party owes it, up to an index of its own feed.
@FactKind(value = "clearing.ReceivablesStated", schema = 2)
public record ReceivablesStated(Header header, Province party, List<Netting.Owed> owed)
        implements RoundWord {

    @Override
    public Province by() {
        return party;
    }
}
