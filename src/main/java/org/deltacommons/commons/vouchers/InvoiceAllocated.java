package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The part is the claim's.
///
/// @param left what of the invoice is still free
@FactKind("vouchers.InvoiceAllocated")
public record InvoiceAllocated(String claim, String number, Money part, Money left) {}
