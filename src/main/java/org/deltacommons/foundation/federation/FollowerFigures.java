package org.deltacommons.foundation.federation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Province;

/// What the collector is told of those who follow the feeds: how many facts each has still before
/// it, and how many it has put aside because it could not deal with them.
final class FollowerFigures implements MeterBinder {

    private final Followers followers;
    private final Records records;
    private final Feeds feeds;
    private final Witness witness;
    private final Trees trees;
    private final Stops stops;
    private final Clock clock;

    FollowerFigures(
            Followers followers,
            Records records,
            Feeds feeds,
            Witness witness,
            Trees trees,
            Stops stops,
            Clock clock) {
        this.followers = followers;
        this.records = records;
        this.feeds = feeds;
        this.witness = witness;
        this.trees = trees;
        this.stops = stops;
        this.clock = clock;
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
            Gauge.builder("delta.feed.unwitnessed.seconds", trees, all -> unwitnessed(all, home))
                    .tag("home", home.code())
                    .description("Age of the oldest fact that not enough others have seen")
                    .register(registry);
            Gauge.builder("delta.feed.halted", trees, all -> all.halted(home).isPresent() ? 1 : 0)
                    .tag("home", home.code())
                    .description("Whether the home signs and writes no more")
                    .register(registry);
        }
        for (Province origin : Province.values()) {
            if (!followers.homes().contains(origin)) {
                foreign(registry, origin);
            }
        }
    }

    private void foreign(MeterRegistry registry, Province origin) {
        Gauge.builder(
                        "delta.feed.lag.facts",
                        witness,
                        all -> all.heads().behind(origin, feeds.newest(origin)))
                .tag("origin", origin.code())
                .description("Facts that another home has signed and this node has not kept yet")
                .register(registry);
        Gauge.builder(
                        "delta.feed.lag.seconds",
                        witness,
                        all ->
                                all.heads()
                                                .lag(origin, feeds.newest(origin), clock.instant())
                                                .toMillis()
                                        / 1_000.0)
                .tag("origin", origin.code())
                .description("Since when this node has not kept all that another home has signed")
                .register(registry);
        Gauge.builder("delta.feed.refused", witness, all -> all.isRefused(origin) ? 1 : 0)
                .tag("origin", origin.code())
                .description("Whether the newest head of another home is refused for its key")
                .register(registry);
        Gauge.builder(
                        "delta.feed.stopped",
                        stops,
                        all -> all.of(origin).isPresent() || witness.isForked(origin) ? 1 : 0)
                .tag("origin", origin.code())
                .description("Whether the feed of another home is followed no further")
                .register(registry);
    }

    private double unwitnessed(Trees all, Province home) {
        return all.canBeWitnessed()
                ? all.unwitnessedSince(home)
                        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                        .orElse(0.0)
                : 0;
    }

    private static double parked(Records records, Province home) {
        return records.count(
                Parked.class, "t.home = :home AND t.open", Map.of("home", home.code()));
    }
}
