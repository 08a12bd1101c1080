package org.deltacommons.bench.ledger;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Phases;

/// Where the writer's time went between two moments, in microseconds a Unit.
final class Spent {

    private final Map<Phases.Phase, Long> nanos = new EnumMap<>(Phases.Phase.class);
    private final long units;
    private final long groups;

    Spent(Phases phases) {
        for (Phases.Phase phase : Phases.Phase.values()) {
            nanos.put(phase, phases.nanos(phase));
        }
        units = phases.units();
        groups = phases.groups();
    }

    String until(Phases later) {
        long between = Math.max(1, later.units() - units);
        String parts =
                nanos.entrySet().stream()
                        .map(entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f",
                                        entry.getKey().name().toLowerCase(Locale.ROOT),
                                        (later.nanos(entry.getKey()) - entry.getValue())
                                                / 1e3
                                                / between))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "µs a Unit: %s; %.0f Units a group",
                parts,
                (double) between / Math.max(1, later.groups() - groups));
    }
}
