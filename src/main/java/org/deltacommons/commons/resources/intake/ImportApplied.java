package org.deltacommons.commons.resources.intake;

import org.deltacommons.foundation.lane.FactKind;

/// Everything that an import brought is visible from now on.
@FactKind(value = "resources.ImportApplied", reach = FactKind.Reach.HOME)
public record ImportApplied(
        String batch, String provider, String fileName, int fresh, int changed, int leftOut) {}
