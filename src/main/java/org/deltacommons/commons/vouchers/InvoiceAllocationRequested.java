package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// A claim's home asks the seller's province for a part of an invoice. One invoice may serve
/// several orders and one order several invoices; only the invoice's home knows what is still free.
@FactKind("vouchers.InvoiceAllocationRequested")
public record InvoiceAllocationRequested(
        String claim, String order, String number, String seller, Money total, Money part) {}
