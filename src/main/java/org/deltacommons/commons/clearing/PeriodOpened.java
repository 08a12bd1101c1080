package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;

/// A period was opened, or opened anew after a dispute. Every party states what it is owed.
@FactKind(value = "clearing.PeriodOpened", schema = 2)
public record PeriodOpened(Header header) {}
