package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// One side's view of an order in money, told to the other side.
///
/// @param considered the newest index of each feed, by province code, that the view rests on
@FactKind("clearing.SideStated")
record SideStated(
        String order,
        SideView.Side side,
        String firmName,
        String providerName,
        @Nullable Money contract,
        @Nullable Money delivered,
        List<SideView.Item> items,
        List<SideView.Recovered> recoveries,
        Map<String, Long> considered,
        Instant at) {}
