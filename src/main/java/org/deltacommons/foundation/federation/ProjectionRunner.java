package org.deltacommons.foundation.federation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One projection and how far it has come with each feed.
final class ProjectionRunner {

    private final Projection projection;
    private final JdbcClient jdbc;
    private final Map<Province, Long> positions = new ConcurrentHashMap<>();

    ProjectionRunner(Projection projection, JdbcClient jdbc) {
        this.projection = projection;
        this.jdbc = jdbc;
    }

    Projection projection() {
        return projection;
    }

    String name() {
        return projection.name();
    }

    /// As far as is known in memory; 0 before it was looked up.
    long position(Province origin) {
        return positions.getOrDefault(origin, 0L);
    }

    /// Where it goes on.
    long next(Province origin) {
        return positions.computeIfAbsent(origin, this::firstPosition);
    }

    void reached(Province origin, long position) {
        positions.put(origin, position);
    }

    private long firstPosition(Province origin) {
        return projection.reached(origin).orElseGet(() -> storedPosition(origin));
    }

    private long storedPosition(Province origin) {
        return jdbc.sql("SELECT position FROM federation.projection WHERE name = ? AND origin = ?")
                .params(projection.name(), origin.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
