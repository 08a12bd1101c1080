package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;

/// A party of an obligation holds it to be wrong; the next round sets it aside.
@FactKind("clearing.ItemDisputed")
record ItemDisputed(Header header, Aside item) {}
