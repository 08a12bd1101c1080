package org.deltacommons.foundation.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Feeds some projections together: those that have come equally far get a stretch in one
/// transaction, with their cursors. Where it fails, each gets it alone, and only the one that fails
/// stays behind.
final class Projections {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
    private static final int BATCH = 500;

    private final List<ProjectionRunner> all;
    private final Feeds feeds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Projections(
            List<ProjectionRunner> all,
            Feeds feeds,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.all = all;
        this.feeds = feeds;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// @return true if there may be more at once
    boolean work() {
        boolean more = false;
        for (Province origin : Province.values()) {
            SortedMap<Long, List<ProjectionRunner>> equallyFar =
                    all.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            one -> one.next(origin),
                                            TreeMap::new,
                                            Collectors.toList()));
            for (Map.Entry<Long, List<ProjectionRunner>> some : equallyFar.entrySet()) {
                List<RecordedFact> batch = feeds.after(origin, some.getKey(), BATCH);
                if (!batch.isEmpty()) {
                    more |= together(origin, some.getKey(), some.getValue(), batch);
                }
            }
        }
        return more;
    }

    private boolean together(
            Province origin, long position, List<ProjectionRunner> some, List<RecordedFact> batch) {
        try {
            return apply(origin, position, some, batch);
        } catch (RuntimeException | Error failed) {
            if (some.size() == 1) {
                LOG.warn(
                        "projection-{} will try again: {}",
                        some.getFirst().name(),
                        failed.toString());
                return false;
            }
            boolean more = false;
            for (ProjectionRunner one : some) {
                more |= together(origin, position, List.of(one), batch);
            }
            return more;
        }
    }

    private boolean apply(
            Province origin, long position, List<ProjectionRunner> some, List<RecordedFact> batch) {
        long reached = batch.getLast().index();
        List<RecordedFact> news = feeds.news(batch);
        Map<String, Long> now =
                Objects.requireNonNull(
                        transactions.execute(_ -> {
                            Map<String, Long> positions = locked(origin, some);
                            for (ProjectionRunner one : some) {
                                // Where another instance was first, it is gone on from
                                // there.
                                if (positions.getOrDefault(one.name(), position) == position) {
                                    if (!news.isEmpty()) {
                                        one.projection().apply(news);
                                    }
                                    positions.put(one.name(), reached);
                                }
                            }
                            store(origin, positions);
                            return positions;
                        }));
        some.forEach(one -> one.reached(origin, Objects.requireNonNull(now.get(one.name()))));
        return batch.size() == BATCH || now.values().stream().anyMatch(other -> other != reached);
    }

    /// Until the end of the transaction no other instance follows this feed for these projections;
    /// but for those that each instance keeps for itself.
    private Map<String, Long> locked(Province origin, List<ProjectionRunner> some) {
        String[] names =
                some.stream()
                        .filter(one -> !one.projection().isOfEachInstance())
                        .map(ProjectionRunner::name)
                        .toArray(String[]::new);
        Map<String, Long> positions = lock(origin, names);
        if (positions.size() < names.length) {
            jdbc.sql(
                            """
                            INSERT INTO federation.projection (name, origin, position)
                            SELECT n.name, ?, 0 FROM unnest(?::text[]) AS n (name)
                            ORDER BY n.name
                            ON CONFLICT DO NOTHING
                            """)
                    .params(origin.code(), names)
                    .update();
            positions = lock(origin, names);
        }
        return positions;
    }

    private Map<String, Long> lock(Province origin, String[] names) {
        Map<String, Long> positions = new HashMap<>();
        if (names.length > 0) {
            jdbc.sql(
                            """
                            SELECT name, position FROM federation.projection
                            WHERE origin = ? AND name = ANY (?) ORDER BY name FOR UPDATE
                            """)
                    .params(origin.code(), names)
                    .query((row, _) ->
                            positions.put(row.getString("name"), row.getLong("position")))
                    .list();
        }
        return positions;
    }

    private void store(Province origin, Map<String, Long> positions) {
        jdbc.sql(
                        """
                        INSERT INTO federation.projection (name, origin, position)
                        SELECT p.name, ?, p.position
                        FROM unnest(?::text[], ?::bigint[]) AS p (name, position)
                        ON CONFLICT (name, origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(
                        origin.code(),
                        positions.keySet().toArray(String[]::new),
                        positions.values().toArray(Long[]::new))
                .update();
    }
}
