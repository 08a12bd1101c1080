package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;

/// A party does not sign: it holds an amount to be wrong and says why.
@FactKind(value = "clearing.NettingContested", schema = 2)
public record NettingContested(Header header, Province party, @Personal String reason)
        implements RoundWord {

    @Override
    public Province by() {
        return party;
    }
}
