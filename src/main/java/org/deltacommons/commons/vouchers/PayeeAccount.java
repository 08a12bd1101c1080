package org.deltacommons.commons.vouchers;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// The account a provider last gave, kept at its own home so that it is asked once.
@Stored("vouchers.payee_account")
record PayeeAccount(
        Id<PayeeAccount> id,
        Province home,
        String provider,
        String account,
        String givenBy,
        Instant givenAt)
        implements Row {

    static Id<PayeeAccount> idOf(String provider) {
        return Id.of("pac-" + provider);
    }
}
