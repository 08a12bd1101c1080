package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// A programme's budget was changed.
@FactKind(value = "vouchers.ProgrammeChanged", reach = FactKind.Reach.PUBLIC)
public record ProgrammeChanged(Programme programme) {}
