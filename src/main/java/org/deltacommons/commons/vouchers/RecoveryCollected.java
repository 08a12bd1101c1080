package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;

/// The provider's province got the money back from its provider.
///
/// @param receipt its treasury's number of the incoming payment
@FactKind("vouchers.RecoveryCollected")
public record RecoveryCollected(
        String recovery, String claim, String order, Money amount, LocalDate on, String receipt) {}
