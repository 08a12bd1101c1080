package org.deltacommons.foundation.finding;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// What the collector is told of the index: whether it can be asked, and how far a build is.
final class FindingFigures implements MeterBinder {

    private final Finding finding;

    FindingFigures(Finding finding) {
        this.finding = finding;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("delta.finding.ready", finding, one -> one.isReady() ? 1 : 0)
                .description("1 while the index answers, 0 while only names are looked up")
                .register(registry);
        Gauge.builder("delta.finding.built", finding, one -> one.built().orElse(0))
                .description("Documents that the build which is going on has written")
                .register(registry);
    }
}
