package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.kernel.Money;

/// The provider's legal person signed: a contract of its own, or a work order under an annual
/// framework contract. The firm's signatory answers with [ContractCountersigned].
///
/// @param number the contract's number, unique with the provider
/// @param framework the annual framework contract's number, empty if none
/// @param scan the sealed scan
@FactKind(value = "bookings.ContractSigned", schema = 2)
public record ContractSigned(
        String order,
        String booking,
        String number,
        String framework,
        Money price,
        LocalDate signedOn,
        String legalPerson,
        Attachment scan) {}
