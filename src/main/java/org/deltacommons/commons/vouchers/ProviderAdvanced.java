package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// The provider's province paid its provider for a captured claim; from now on the issuer's
/// province owes it the amount under their agreement.
///
/// @param debtor the issuer's province
/// @param number of the payment to the provider
@FactKind("vouchers.ProviderAdvanced")
public record ProviderAdvanced(
        String claim,
        String order,
        String programme,
        String agreement,
        Province debtor,
        String provider,
        Money amount,
        LocalDate on,
        String number) {}
