package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// A claim that came to nothing gives its part of the invoice back.
@FactKind("vouchers.InvoiceReleased")
public record InvoiceReleased(String claim, String number) {}
