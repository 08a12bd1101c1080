package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What the debtor says about a dispute. The creditor's home takes it if the dispute still stands
/// where the debtor saw it; otherwise the debtor has been told already what came before it.
///
/// @param step that the debtor had seen
@FactKind(value = "clearing.DisputeAnswered", schema = 2)
record DisputeAnswered(
        Disputed item,
        int step,
        DisputeAnswer answer,
        @Nullable Money offer,
        @Nullable @Personal String note) {}
