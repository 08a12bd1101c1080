package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// A payment to a provider came back; its province asks it for another account.
///
/// @param number of the payment
@FactKind("vouchers.PaymentReturned")
public record PaymentReturned(
        String claim, String order, String payee, Money amount, String number, String reason) {}
