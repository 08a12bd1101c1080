package org.deltacommons.foundation.lane;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.deltacommons.kernel.Province;

/// What the collector is told of each lane: how many Units it has judged in how many commits. Units
/// by commits is how well it groups.
final class LaneFigures implements MeterBinder {

    private static final long[] NONE = {0, 0};

    private final GroupLane lane;

    LaneFigures(GroupLane lane) {
        this.lane = lane;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lane.figures()
                .forEach((home, _) -> {
                    FunctionCounter.builder("delta.lane.commits", lane, one -> groups(one, home))
                            .tag("home", home.code())
                            .description("Groups of Units that the lane has judged and committed")
                            .register(registry);
                    FunctionCounter.builder("delta.lane.units", lane, one -> units(one, home))
                            .tag("home", home.code())
                            .description("Units that the lane has answered, refusals included")
                            .register(registry);
                });
    }

    private static double groups(GroupLane lane, Province home) {
        return lane.figures().getOrDefault(home, NONE)[0];
    }

    private static double units(GroupLane lane, Province home) {
        return lane.figures().getOrDefault(home, NONE)[1];
    }
}
