package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;

/// Part of what was paid has to come back. Where the provider's province advanced it, that province
/// collects it from its provider.
///
/// @param agreement under which the provider's province collects it; empty where the issuer does
/// @param ground a `RecoveryGround`
@FactKind(value = "vouchers.RecoveryOrdered", schema = 2)
public record RecoveryOrdered(
        String recovery,
        String claim,
        String order,
        String programme,
        String agreement,
        String provider,
        Money amount,
        String ground,
        @Personal String reason) {}
