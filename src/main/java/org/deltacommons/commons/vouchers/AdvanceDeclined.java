package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// The provider's province does not advance this claim; the issuer's treasury pays the provider
/// itself.
@FactKind("vouchers.AdvanceDeclined")
public record AdvanceDeclined(
        String claim, String order, String agreement, String provider, String reason) {}
