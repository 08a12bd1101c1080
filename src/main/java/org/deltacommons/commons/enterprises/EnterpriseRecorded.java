package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.lane.FactKind;

/// Something about an enterprise was recorded. Stays in its province; the value is in the row.
///
/// @param part what: `registration`, `figures`, `technology`, `tenancy`, `honesty`
/// @param verified whether an officer or a register stands behind it
/// @param source the register or document
/// @param asOf the day of the source
@FactKind(value = "enterprises.EnterpriseRecorded", reach = FactKind.Reach.HOME)
public record EnterpriseRecorded(
        String enterprise, String part, boolean verified, String source, LocalDate asOf) {}
