package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Refusal;

/// The invoice is used up, or was told with another total before.
@FactKind("vouchers.InvoiceAllocationRefused")
public record InvoiceAllocationRefused(String claim, String number, Refusal why) {}
