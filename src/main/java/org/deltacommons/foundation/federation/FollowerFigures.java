package org.deltacommons.foundation.federation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Province;

/// What the collector is told of those who follow the feeds: how many facts each has still before
/// it, and how many it has put aside because it could not deal with them.
final class FollowerFigures implements MeterBinder {

    private final Followers followers;
    private final Records records;

    FollowerFigures(Followers followers, Records records) {
        this.followers = followers;
        this.records = records;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String follower : followers.names()) {
            for (Province origin : Province.values()) {
                Gauge.builder("delta.follower.lag", followers, all -> all.behind(follower, origin))
                        .tag("follower", follower)
                        .tag("origin", origin.code())
                        .description("Facts of a feed that a follower has not dealt with yet")
                        .register(registry);
            }
        }
        for (Province home : followers.homes()) {
            Gauge.builder("delta.facts.parked", records, all -> parked(all, home))
                    .tag("home", home.code())
                    .description("Facts put aside because the home could not deal with them")
                    .register(registry);
        }
    }

    private static double parked(Records records, Province home) {
        return records.count(
                Parked.class, "t.home = :home AND t.open", Map.of("home", home.code()));
    }
}
