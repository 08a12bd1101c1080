package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The issuer's payment arrived.
@FactKind("vouchers.VoucherPaid")
public record VoucherPaid(
        String claim, String order, String payee, Money amount, LocalDate on, String number) {}
