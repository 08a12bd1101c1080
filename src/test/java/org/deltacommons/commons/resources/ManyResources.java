package org.deltacommons.commons.resources;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// Fills the homes with [GeneratedResources], for benchmarks. The same count gives the same
/// resources; loading more later adds the rest.
public final class ManyResources {

    private static final int CHUNK = 200;

    /// How many a Unit brought.
    record Loaded(int count) {}

    private ManyResources() {}

    /// @param from the first number
    /// @param until the first number after, such as 100 000
    public static void load(Lane lane, int from, int until) {
        GeneratedResources generated = new GeneratedResources();
        Map<Province, List<Resource>> waiting = new EnumMap<>(Province.class);
        for (int n = from; n < until; n++) {
            Resource one = generated.resource(n);
            List<Resource> some = waiting.computeIfAbsent(one.home(), home -> new ArrayList<>());
            some.add(one);
            if (some.size() == CHUNK) {
                submit(lane, one.home(), some);
                some.clear();
            }
        }
        waiting.forEach((home, rest) -> submit(lane, home, rest));
    }

    private static void submit(Lane lane, Province home, List<Resource> some) {
        List<Part> parts = new ArrayList<>();
        for (Resource one : some) {
            parts.add(new Put(one));
            parts.add(new Fact(one.id().value(), Audience.PUBLIC, ResourceListed.of(one)));
        }
        lane.submit(
                        Command.of(home, Actor.system(home), "bench.load", Map.of(), Loaded.class),
                        rows -> Outcome.done(Unit.of(new Loaded(some.size()), parts)))
                .orThrow();
    }
}
