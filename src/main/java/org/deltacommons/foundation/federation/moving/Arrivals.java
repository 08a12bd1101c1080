package org.deltacommons.foundation.federation.moving;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.deltacommons.foundation.federation.nodes.BadNodeSettings;
import org.deltacommons.foundation.lane.BeforeLanes;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// At the start: a home that this node is told to host and that it knew as another node's is taken
/// in from its package first. Without one the node does not start, because its lane would begin a
/// second feed. Of a home that went on elsewhere, what was left here is cleared away.
final class Arrivals implements BeforeLanes {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Taking taking;
    private final Parcels parcels;

    Arrivals(Taking taking, Parcels parcels) {
        this.taking = taking;
        this.parcels = parcels;
    }

    @Override
    public void prepare(Set<Province> homes) {
        Set<Province> here = EnumSet.copyOf(homes);
        for (Province home : homes) {
            if (taking.isElsewhere(home)) {
                here.remove(home);
                take(home, here);
                here.add(home);
            }
        }
        for (Province home : EnumSet.complementOf(EnumSet.copyOf(homes))) {
            taking.clear(home);
        }
    }

    private void take(Province home, Set<Province> here) {
        Taking.Agreed agreed =
                taking.agreed(home)
                        .orElseThrow(() ->
                                new BadNodeSettings(
                                        "delta.homes names %s, which another node hosts: it is taken in by two persons on /nodes first"
                                                .formatted(home.code())));
        Path file = parcels.file(home, agreed.size());
        if (!agreed.digest().equals(parcels.digest(home, agreed.size()))) {
            throw new BadNodeSettings("%s is not the package that was agreed to".formatted(file));
        }
        Outcome<Taking.Found> done = taking.take(home, here, file, parcels.keyFile(home), true);
        switch (done) {
            case Outcome.Done<Taking.Found>(Taking.Found found) -> {
                LOG.info("{} is taken in with {} facts", home, found.size());
                found.remarks().forEach(LOG::warn);
            }
            case Outcome.Refused<Taking.Found>(var why) ->
                    throw new BadNodeSettings(
                            "the package of %s is not taken: %s %s"
                                    .formatted(home.code(), why.code(), why.values()));
        }
    }
}
