package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A party does not sign; the agreement comes to nothing.
@FactKind("clearing.AgreementDeclined")
public record AgreementDeclined(AgreementProposed agreement, Province party, String reason) {}
