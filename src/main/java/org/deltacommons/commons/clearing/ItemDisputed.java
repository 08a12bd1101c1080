package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party of an obligation holds it to be wrong; the next round sets it aside.
@FactKind(value = "clearing.ItemDisputed", schema = 2)
record ItemDisputed(Header header, Aside item) implements RoundWord {

    @Override
    public Province by() {
        return item.by();
    }
}
