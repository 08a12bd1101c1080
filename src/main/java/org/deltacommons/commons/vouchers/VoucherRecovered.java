package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// Money that was paid for a claim came back to the issuer.
@FactKind("vouchers.VoucherRecovered")
public record VoucherRecovered(
        String recovery, String claim, String order, String payee, Money amount, LocalDate on) {}
