package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party does not sign: it holds an amount to be wrong and says why.
@FactKind("clearing.NettingContested")
public record NettingContested(Header header, Province party, String reason) {}
