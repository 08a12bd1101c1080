package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// What was paid for a claim came back. Where the payee is a province it collected the money, and
/// owes it from now on to the issuer's under their agreement.
///
/// @param ground a `RecoveryGround`
/// @param agreement its number; empty where the issuer's treasury got the money itself
@FactKind("vouchers.VoucherRecovered")
public record VoucherRecovered(
        String recovery,
        String claim,
        String order,
        String programme,
        String payee,
        Money amount,
        LocalDate on,
        String ground,
        String agreement) {}
