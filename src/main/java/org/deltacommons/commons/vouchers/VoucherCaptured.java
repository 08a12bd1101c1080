package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The ledger captured a claim: the amount is owed to the payee.
///
/// @param payee an organisation's id, or a province's code under an agreement
/// @param agreement the agreement's number under the route `PROVINCE_AGENT`, else empty
@FactKind("vouchers.VoucherCaptured")
public record VoucherCaptured(
        String claim,
        String order,
        String programme,
        String payee,
        String provider,
        String route,
        Money amount,
        String agreement) {}
