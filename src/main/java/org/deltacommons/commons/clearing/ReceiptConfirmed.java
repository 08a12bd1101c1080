package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The provider confirmed that money arrived.
@FactKind("clearing.ReceiptConfirmed")
public record ReceiptConfirmed(String claim, String order, Money amount, LocalDate on) {}
