package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// Nothing has to come back after all.
///
/// @param ground a `RecoveryGround`, as it was ordered on
@FactKind(value = "vouchers.RecoveryDropped", schema = 2)
public record RecoveryDropped(
        String recovery, String claim, String order, String ground, @Personal String reason) {}
