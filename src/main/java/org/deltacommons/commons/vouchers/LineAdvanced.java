package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.jspecify.annotations.Nullable;

/// A batch moved; this line of it follows, each in a Unit of its own.
///
/// @param step the action the claim takes: `notice`, `capture`, `request`, `pay`, `bounce`
/// @param result of a payment, as the treasury reported it
@FactKind(value = "vouchers.LineAdvanced", schema = 2, reach = FactKind.Reach.HOME)
public record LineAdvanced(
        String batch, String claim, String step, VoucherForms.@Nullable PaymentResult result) {}
