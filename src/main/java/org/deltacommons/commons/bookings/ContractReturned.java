package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// The firm's signatory does not sign what the provider signed, and says what has to be changed.
/// The provider's signature holds no longer; what is held stays held.
///
/// @param step to the contract or to the terms; see [ContractStep#OF_FIRM]
@FactKind("bookings.ContractReturned")
public record ContractReturned(
        String order,
        String booking,
        ContractStep step,
        ContractTemplate template,
        @Personal String words) {}
