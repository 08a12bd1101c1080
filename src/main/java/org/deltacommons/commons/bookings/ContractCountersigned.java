package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.procedures.Attachment;

/// The firm's signatory signed too: the contract is in force, the work can begin.
///
/// @param scan the contract with both seals
@FactKind(value = "bookings.ContractCountersigned", schema = 2)
public record ContractCountersigned(
        String order, String booking, LocalDate signedOn, Attachment scan) {}
