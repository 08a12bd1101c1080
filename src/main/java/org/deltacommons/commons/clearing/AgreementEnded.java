package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;

/// A party ended the agreement: orders placed from now on are paid directly. What was advanced
/// under it is still cleared.
@FactKind(value = "clearing.AgreementEnded", schema = 2)
public record AgreementEnded(
        AgreementProposed agreement, Province party, @Personal String reason) {}
