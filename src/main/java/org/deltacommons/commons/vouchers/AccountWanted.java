package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;

/// An issuer is to pay a provider directly after all and does not know where to.
@FactKind(value = "vouchers.AccountWanted", schema = 2)
public record AccountWanted(
        String claim, String order, String payee, Money amount, @Personal String reason) {}
