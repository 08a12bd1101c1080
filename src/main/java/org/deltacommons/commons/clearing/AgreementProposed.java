package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.kernel.Province;

/// A province proposes a clearing agreement to others.
@FactKind(value = "clearing.AgreementProposed", schema = 2)
public record AgreementProposed(
        String number,
        Province lead,
        List<Province> parties,
        LocalDate begins,
        LocalDate ends,
        String terms,
        List<Attachment> papers) {}
