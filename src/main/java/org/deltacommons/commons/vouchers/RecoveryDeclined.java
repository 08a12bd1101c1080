package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// The provider's province does not collect; the issuer recovers from the provider itself.
@FactKind("vouchers.RecoveryDeclined")
public record RecoveryDeclined(String recovery, String claim, String order, String reason) {}
