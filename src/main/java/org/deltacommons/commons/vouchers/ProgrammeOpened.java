package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// An issuer opened a programme: public, because every firm of the four provinces may want to know
/// of it.
@FactKind(value = "vouchers.ProgrammeOpened", reach = FactKind.Reach.PUBLIC)
public record ProgrammeOpened(Programme programme) {}
