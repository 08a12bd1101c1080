package org.deltacommons.foundation.finding;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Whether everything can be found. It never says `DOWN`: without an index names are still found,
/// and all else of the node works, so nobody should take the node out of service for it.
final class FindingHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "only names are looked up");

    private final Finding finding;

    FindingHealth(Finding finding) {
        this.finding = finding;
    }

    @Override
    public Health health() {
        return Health.status(finding.isReady() ? Status.UP : DEGRADED)
                .withDetails(finding.state())
                .build();
    }
}
