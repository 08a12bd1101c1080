package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// Nothing has to come back after all.
///
/// @param ground a `RecoveryGround`, as it was ordered on
@FactKind("vouchers.RecoveryDropped")
public record RecoveryDropped(
        String recovery, String claim, String order, String ground, String reason) {}
