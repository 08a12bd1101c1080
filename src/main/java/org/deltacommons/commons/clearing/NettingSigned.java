package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party signed the period. The digest is of what it signed: all amounts of the round.
@FactKind(value = "clearing.NettingSigned", schema = 2)
public record NettingSigned(Header header, Province party, String digest) implements RoundWord {

    @Override
    public Province by() {
        return party;
    }
}
