package org.deltacommons.foundation.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what other nodes' homes publish: the facts as received and the rows they replicate, in the
/// order of the origin's feed, with the cursor in the same transaction.
final class ReplicaWriter {

    private static final int BATCH = 200;

    private final PeerFeed peer;
    private final Set<Province> readers;
    private final Feeds feeds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Map<String, Replica<?>> replicas = new HashMap<>();

    ReplicaWriter(
            PeerFeed peer,
            Set<Province> readers,
            Feeds feeds,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<Replica<?>> replicas) {
        this.peer = peer;
        this.readers = readers;
        this.feeds = feeds;
        this.jdbc = jdbc;
        this.transactions = transactions;
        replicas.forEach(one -> this.replicas.put(FactKind.Of.kind(one.fact()).value(), one));
    }

    /// @return true if something arrived
    boolean work() {
        boolean more = false;
        for (Province origin : peer.origins()) {
            long position = feeds.newest(origin);
            PeerFeed.Stretch stretch = peer.after(origin, position, readers, BATCH);
            if (stretch.upTo() > position) {
                transactions.executeWithoutResult(_ -> keep(origin, stretch));
                more = true;
            }
        }
        return more;
    }

    private void keep(Province origin, PeerFeed.Stretch stretch) {
        jdbc.sql("SELECT set_config('delta.home', ?, true)")
                .params(origin.code())
                .query(String.class)
                .single();
        for (RecordedFact fact : stretch.facts()) {
            jdbc.sql(
                            """
                            INSERT INTO federation.received
                              (home, index, kind, schema, subject, audience, at, by_id, body)
                            VALUES (?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::jsonb)
                            """)
                    .params(
                            origin.code(),
                            fact.index(),
                            fact.kind(),
                            fact.schema(),
                            fact.subject(),
                            fact.audience().text(),
                            fact.at().toString(),
                            fact.by(),
                            fact.body().toString())
                    .update();
            Replica<?> replica = replicas.get(fact.kind());
            if (replica != null) {
                rows(replica, fact).forEach(row -> write(row, fact.index()));
            }
        }
        jdbc.sql(
                        """
                        INSERT INTO federation.replica_cursor (origin, home, position) VALUES (?, ?, ?)
                        ON CONFLICT (origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(origin.code(), origin.code(), stretch.upTo())
                .update();
    }

    private static <B extends Record> List<Row> rows(Replica<B> replica, RecordedFact fact) {
        return replica.rows(Json.read(fact.body(), replica.fact()), fact);
    }

    private void write(Row row, long version) {
        RowType<?> type = RowType.of(row.getClass());
        jdbc.sql(type.upsert()).params("[" + type.write(row, version) + "]").update();
    }
}
