package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Where a dispute stands, told by the creditor's home, which alone decides it. What is still owed
/// of it once it is over joins the chain by this very fact, at creditor and debtor alike.
///
/// @param step counts from 0, when the item was set aside
/// @param end how it ended; null while it is open
/// @param stays what is still owed; nothing while it is open
/// @param offer a smaller amount that one party offers; null without
/// @param by who acted
/// @param note why, in that party's words
@FactKind(value = "clearing.DisputeMoved", schema = 2)
record DisputeMoved(
        Disputed item,
        int step,
        @Nullable DisputeState end,
        Money stays,
        @Nullable Money offer,
        @Nullable Province offeredBy,
        Province by,
        @Nullable @Personal String note) {}
