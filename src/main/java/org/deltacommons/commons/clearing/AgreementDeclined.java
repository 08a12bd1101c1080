package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Province;

/// A party does not sign; the agreement comes to nothing.
@FactKind(value = "clearing.AgreementDeclined", schema = 2)
public record AgreementDeclined(
        AgreementProposed agreement, Province party, @Personal String reason) {}
