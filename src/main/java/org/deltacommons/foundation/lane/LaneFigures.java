package org.deltacommons.foundation.lane;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.deltacommons.kernel.Province;

/// What the collector is told of each lane: how many Units it has judged in how many commits, and
/// where its time goes. Units by commits is how well it groups.
final class LaneFigures implements MeterBinder {

    private static final double NANOS_A_SECOND = 1e9;

    private final GroupLane lane;

    LaneFigures(GroupLane lane) {
        this.lane = lane;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lane.phases().forEach((home, phases) -> bind(registry, home, phases));
    }

    private static void bind(MeterRegistry registry, Province home, Phases phases) {
        FunctionCounter.builder("delta.lane.commits", phases, Phases::groups)
                .tag("home", home.code())
                .description("Groups of Units that the lane has judged and committed")
                .register(registry);
        FunctionCounter.builder("delta.lane.units", phases, Phases::units)
                .tag("home", home.code())
                .description("Units that the lane has answered, refusals included")
                .register(registry);
        for (Phases.Phase phase : Phases.Phase.values()) {
            FunctionCounter.builder(
                            "delta.lane.spent", phases, one -> one.nanos(phase) / NANOS_A_SECOND)
                    .tag("home", home.code())
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .baseUnit("seconds")
                    .description("Where the time of the lane's two threads goes")
                    .register(registry);
        }
    }
}
