package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// Part of what a province advanced has to come back: it collects it from its provider.
///
/// @param ground a `RecoveryGround`
@FactKind("vouchers.RecoveryOrdered")
public record RecoveryOrdered(
        String recovery,
        String claim,
        String order,
        String programme,
        String agreement,
        String provider,
        Money amount,
        String ground,
        String reason) {}
