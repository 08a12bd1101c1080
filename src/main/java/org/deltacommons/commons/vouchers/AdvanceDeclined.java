package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// The provider's province does not advance this claim; the issuer's treasury pays the provider
/// itself.
@FactKind(value = "vouchers.AdvanceDeclined", schema = 2)
public record AdvanceDeclined(
        String claim, String order, String agreement, String provider, @Personal String reason) {}
