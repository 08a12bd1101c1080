package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;

/// A payment to a provider came back; its province asks it for another account.
///
/// @param number of the payment
@FactKind(value = "vouchers.PaymentReturned", schema = 2)
public record PaymentReturned(
        String claim,
        String order,
        String payee,
        Money amount,
        String number,
        @Personal String reason) {}
