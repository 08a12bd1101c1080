package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Feeds one projection and keeps its cursors; what it writes to this database shares their
/// transaction.
final class ProjectionRunner {

    private static final int BATCH = 200;

    private final Projection projection;
    private final Feeds feeds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Map<Province, Long> positions = new ConcurrentHashMap<>();

    ProjectionRunner(
            Projection projection, Feeds feeds, JdbcClient jdbc, TransactionTemplate transactions) {
        this.projection = projection;
        this.feeds = feeds;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    String name() {
        return projection.name();
    }

    long position(Province origin) {
        return positions.getOrDefault(origin, 0L);
    }

    boolean work() {
        boolean more = false;
        for (Province origin : Province.values()) {
            long position = positions.computeIfAbsent(origin, this::firstPosition);
            List<RecordedFact> batch = feeds.after(origin, position, BATCH);
            if (batch.isEmpty()) {
                continue;
            }
            long reached = batch.getLast().index();
            long now =
                    Objects.requireNonNull(
                            transactions.execute(_ -> {
                                long elsewhere =
                                        projection.isOfEachInstance()
                                                ? position
                                                : lockedPosition(origin);
                                if (elsewhere != position) {
                                    // Another instance was first; here it is gone on from there.
                                    return elsewhere;
                                }
                                List<RecordedFact> news = feeds.news(batch);
                                if (!news.isEmpty()) {
                                    projection.apply(news);
                                }
                                store(origin, reached);
                                return reached;
                            }));
            positions.put(origin, now);
            more |= now != reached || batch.size() == BATCH;
        }
        return more;
    }

    private long firstPosition(Province origin) {
        return projection.reached(origin).orElseGet(() -> storedPosition(origin));
    }

    /// Until the end of the transaction no other instance follows this feed for this projection.
    private long lockedPosition(Province origin) {
        jdbc.sql(
                        """
                        INSERT INTO federation.projection (name, origin, position) VALUES (?, ?, 0)
                        ON CONFLICT DO NOTHING
                        """)
                .params(projection.name(), origin.code())
                .update();
        return jdbc.sql(
                        """
                        SELECT position FROM federation.projection
                        WHERE name = ? AND origin = ? FOR UPDATE
                        """)
                .params(projection.name(), origin.code())
                .query(Long.class)
                .single();
    }

    private long storedPosition(Province origin) {
        return jdbc.sql("SELECT position FROM federation.projection WHERE name = ? AND origin = ?")
                .params(projection.name(), origin.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void store(Province origin, long position) {
        jdbc.sql(
                        """
                        INSERT INTO federation.projection (name, origin, position) VALUES (?, ?, ?)
                        ON CONFLICT (name, origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(projection.name(), origin.code(), position)
                .update();
    }
}
