package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party signed. Carries what it signed, because its fact may arrive before the proposal does.
@FactKind(value = "clearing.AgreementSigned", schema = 2)
public record AgreementSigned(AgreementProposed agreement, Province party) {}
