package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// As the database has them.
final class StoredCopies implements Copies {

    private final Feeds feeds;
    private final Stops stops;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;

    StoredCopies(Feeds feeds, Stops stops, JdbcClient jdbc, TransactionTemplate transactions) {
        this.feeds = feeds;
        this.stops = stops;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.savepoints =
                new TransactionTemplate(
                        Objects.requireNonNull(transactions.getTransactionManager()));
        savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public long newest(Province origin) {
        return feeds.newest(origin);
    }

    @Override
    public void once(Province origin, long position, Runnable work) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('federation.replica'), ?)")
                    .params(Integer.parseInt(origin.code()))
                    .query((_, _) -> origin)
                    .single();
            if (feeds.newest(origin) == position) {
                WritingHome.name(jdbc, origin);
                work.run();
            }
        });
    }

    @Override
    public void apart(Runnable work) {
        savepoints.executeWithoutResult(_ -> work.run());
    }

    @Override
    public void receive(List<Arrived> facts) {
        jdbc.sql(
                        """
                        INSERT INTO federation.received (home, index, subject, at, entry)
                        SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[],
                                             ?::text[])
                        """)
                .params(
                        facts.stream()
                                .map(one -> one.fact().origin().code())
                                .toArray(String[]::new),
                        facts.stream().map(one -> one.fact().index()).toArray(Long[]::new),
                        facts.stream().map(one -> one.fact().subject()).toArray(String[]::new),
                        facts.stream()
                                .map(one -> one.fact().at().toString())
                                .toArray(String[]::new),
                        facts.stream().map(Arrived::entry).toArray(String[]::new))
                .update();
        facts.forEach(this::keepBeside);
    }

    private void keepBeside(Arrived one) {
        for (Salted.Attached text : one.beside()) {
            jdbc.sql(
                            """
                            INSERT INTO federation.attachment (home, index, path, salt, text)
                            VALUES (?, ?, ?, ?, ?)
                            """)
                    .params(
                            one.fact().origin().code(),
                            one.fact().index(),
                            text.path(),
                            text.salt(),
                            text.text())
                    .update();
        }
    }

    @Override
    public boolean writeAtOnce(Province origin, RowsAtOnce rows) {
        return Boolean.TRUE.equals(savepoints.execute(_ -> rows.write(origin.code(), jdbc)));
    }

    @Override
    public Optional<Province> homeOf(Row row) {
        return jdbc.sql(
                        "SELECT home FROM %s WHERE id = ?"
                                .formatted(RowType.of(row.getClass()).table()))
                .params(row.id().value())
                .query(String.class)
                .optional()
                .map(Province::of);
    }

    @Override
    public void write(Row row, long version) {
        RowType<?> type = RowType.of(row.getClass());
        jdbc.sql(type.upsert()).params("[" + type.write(row, version) + "]").update();
    }

    @Override
    public void note(RecordedFact fact, String reason) {
        jdbc.sql(
                        """
                        INSERT INTO federation.unreplicated (home, index, kind, subject, reason)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(fact.origin().code(), fact.index(), fact.kind(), fact.subject(), reason)
                .update();
    }

    @Override
    public void reached(Province origin, long upTo) {
        jdbc.sql(
                        """
                        INSERT INTO federation.replica_cursor (origin, home, position) VALUES (?, ?, ?)
                        ON CONFLICT (origin) DO UPDATE SET position = EXCLUDED.position
                        """)
                .params(origin.code(), origin.code(), upTo)
                .update();
    }

    @Override
    public void kept(Province origin, long position, long upTo, List<Arrived> facts) {
        feeds.received(origin, position, upTo, facts);
    }

    @Override
    public void stop(
            Province origin, long index, Stops.Why why, String entry, String note, String proof) {
        stops.stop(origin, index, why, entry, note, proof);
    }

    @Override
    public void mended(Province origin) {
        stops.mended(origin);
    }
}
