package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;

/// The province that advanced a claim gave up part of what it is owed for it, or all: the issuer
/// never pays it, and the order has cost that much less.
///
/// @param dispute in which it gave it up
@FactKind(value = "vouchers.AdvanceStruck", schema = 2)
public record AdvanceStruck(
        String dispute,
        String claim,
        String order,
        String agreement,
        Money amount,
        @Personal String reason) {}
