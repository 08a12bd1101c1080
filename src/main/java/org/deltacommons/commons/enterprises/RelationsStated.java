package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.lane.FactKind;

/// What ties a provider has, for the related-party checks of the other provinces. Persons by hash
/// only. Of a firm it stays at home, and when the firm moves, its new home is told.
@FactKind(value = "enterprises.RelationsStated", reach = FactKind.Reach.FOUR)
public record RelationsStated(RelationsOf relations) {}
