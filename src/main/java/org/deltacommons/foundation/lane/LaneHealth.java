package org.deltacommons.foundation.lane;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Whether the lanes are at this instance, for a proxy that sends requests there first. An instance
/// that stands by is as healthy as the other.
final class LaneHealth implements HealthIndicator {

    static final Status STANDBY = new Status("STANDBY", "another instance has the lanes");

    private final GroupLane lane;

    LaneHealth(GroupLane lane) {
        this.lane = lane;
    }

    @Override
    public Health health() {
        return Health.status(lane.holdsAll() ? Status.UP : STANDBY).build();
    }
}
