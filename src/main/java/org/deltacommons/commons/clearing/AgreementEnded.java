package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party ended the agreement: orders placed from now on are paid directly. What was advanced
/// under it is still cleared.
@FactKind("clearing.AgreementEnded")
public record AgreementEnded(AgreementProposed agreement, Province party, String reason) {}
