package org.deltacommons.foundation.lane;

import java.util.EnumSet;
import java.util.List;
import org.deltacommons.foundation.ledger.MemoryLedger;
import org.deltacommons.kernel.Province;

class MemoryLaneTest extends LaneContract {

    private MemoryStore store;

    @Override
    GroupLane open() {
        store = new MemoryStore(List.of(new MemoryLedger()));
        return another();
    }

    @Override
    GroupLane another() {
        return new GroupLane(store, EnumSet.allOf(Province.class), clock, ids);
    }

    @Override
    List<RecordedFact> facts(long after) {
        return store.facts(Province.ANHUI, after);
    }
}
