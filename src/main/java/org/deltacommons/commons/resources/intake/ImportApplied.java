package org.deltacommons.commons.resources.intake;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;

/// Everything that an import brought is visible from now on.
@FactKind(value = "resources.ImportApplied", schema = 2, reach = FactKind.Reach.HOME)
public record ImportApplied(
        String batch,
        String provider,
        @Personal String fileName,
        int fresh,
        int changed,
        int leftOut) {}
