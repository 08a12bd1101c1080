package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// The provider's province does not collect; the issuer recovers from the provider itself.
@FactKind(value = "vouchers.RecoveryDeclined", schema = 2)
public record RecoveryDeclined(
        String recovery, String claim, String order, @Personal String reason) {}
