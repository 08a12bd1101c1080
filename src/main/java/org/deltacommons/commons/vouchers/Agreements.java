package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Province;

/// The signed agreements under which a provider's province advances an issuer's money. Implemented
/// by the module that keeps them; without one no province ever owes another anything.
public interface Agreements {

    Agreements NONE = (rows, debtor, creditor, at) -> Optional.empty();

    /// The number of the agreement in force at an instant.
    ///
    /// @param debtor the issuer's province
    /// @param creditor the provider's province
    Optional<String> number(Rows rows, Province debtor, Province creditor, Instant at);
}
