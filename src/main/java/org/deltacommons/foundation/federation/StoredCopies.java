package org.deltacommons.foundation.federation;

import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.CopyRows;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// As the database has them.
final class StoredCopies implements Copies {

    private static final String ERASING = FactKind.Of.kind(TextsErased.class).value();
    private static final int REPLAYED_AT_ONCE = 500;
    private static final String[] COLUMNS = {"home", "index", "subject", "at", "entry"};

    private final Feeds feeds;
    private final Stops stops;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;

    /// Over the connection of the same transactions, for what is sent as rows.
    private final JdbcTemplate rows;

    StoredCopies(Feeds feeds, Stops stops, JdbcClient jdbc, TransactionTemplate transactions) {
        this.feeds = feeds;
        this.stops = stops;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.savepoints =
                new TransactionTemplate(
                        Objects.requireNonNull(transactions.getTransactionManager()));
        this.rows = new JdbcTemplate(source(transactions));
        savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    private static DataSource source(TransactionTemplate transactions) {
        if (transactions.getTransactionManager() instanceof ResourceTransactionManager manager
                && manager.getResourceFactory() instanceof DataSource source) {
            return source;
        }
        throw new IllegalStateException("transactions of no database");
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
    public List<Arrived> unknown(Province origin, List<Arrived> facts) {
        if (facts.isEmpty() || feeds.newestReceived(origin) < facts.getFirst().fact().index()) {
            return facts;
        }
        Set<Long> here =
                new HashSet<>(
                        jdbc.sql(
                                        """
                                        SELECT index FROM federation.received
                                        WHERE home = ? AND index = ANY (?)
                                        """)
                                .params(
                                        origin.code(),
                                        facts.stream()
                                                .map(one -> one.fact().index())
                                                .toArray(Long[]::new))
                                .query(Long.class)
                                .list());
        return facts.stream().filter(one -> !here.contains(one.fact().index())).toList();
    }

    @Override
    public List<RecordedFact> replay(Province origin) {
        List<Held> held =
                jdbc.sql(
                                """
                                SELECT r.entry FROM federation.replay p
                                JOIN federation.received r ON r.home = p.home AND r.index = p.index
                                WHERE p.home = ? ORDER BY p.index LIMIT ?
                                """)
                        .params(origin.code(), REPLAYED_AT_ONCE)
                        .query((row, _) -> {
                            String entry = row.getString("entry");
                            try {
                                return Held.received(Entry.read(entry), entry);
                            } catch (Malformed impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        })
                        .list();
        return feeds.withTexts(origin, held);
    }

    @Override
    public void replayed(Province origin, List<RecordedFact> facts) {
        jdbc.sql("DELETE FROM federation.replay WHERE home = ? AND index = ANY (?)")
                .params(origin.code(), facts.stream().map(RecordedFact::index).toArray(Long[]::new))
                .update();
    }

    @Override
    public void receive(List<Arrived> facts) {
        rows.execute((Connection connection) -> {
            try (CopyRows to = new CopyRows(connection, "federation.received", COLUMNS)) {
                for (Arrived one : facts) {
                    to.row()
                            .text(one.fact().origin().code())
                            .number(one.fact().index())
                            .text(one.fact().subject())
                            .time(one.fact().at())
                            .text(one.entry());
                }
                to.finish();
            }
            return facts.size();
        });
        facts.forEach(this::keepBeside);
        facts.stream().map(Arrived::fact).filter(StoredCopies::erases).forEach(this::erase);
    }

    private static boolean erases(RecordedFact fact) {
        return fact.kind().equals(ERASING);
    }

    /// Before anything is done with the fact that says so. A text that the home had erased before
    /// it could come here is noted all the same: since when it is gone is shown then.
    private void erase(RecordedFact said) {
        TextsErased erased = Json.heard(said.body(), TextsErased.class);
        jdbc.sql(
                        """
                        INSERT INTO federation.attachment AS a (home, index, path, erased)
                        SELECT r.home, e.index, e.path, ?::timestamptz
                        FROM unnest(?::bigint[], ?::text[]) AS e (index, path)
                        JOIN federation.received r ON r.home = ? AND r.index = e.index
                        ON CONFLICT (home, index, path) DO UPDATE
                        SET salt = NULL, text = NULL, erased = EXCLUDED.erased
                        WHERE a.erased IS NULL
                        """)
                .params(
                        said.at().toString(),
                        erased.texts().stream().map(TextsErased.Text::index).toArray(Long[]::new),
                        erased.texts().stream().map(TextsErased.Text::path).toArray(String[]::new),
                        said.origin().code())
                .update();
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
    public boolean writeAtOnce(Province origin, RowsAtOnce told) {
        return Boolean.TRUE.equals(savepoints.execute(_ -> told.write(origin.code(), rows)));
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
        boolean isNewer =
                jdbc.sql(
                                        "SELECT count(*) FROM %s WHERE id = ? AND version > ?"
                                                .formatted(type.table()))
                                .params(row.id().value(), version)
                                .query(Long.class)
                                .single()
                        > 0;
        if (isNewer) {
            // Read again, or earlier than what is here already.
            return;
        }
        jdbc.sql(type.upsert()).params("[" + type.write(row, version) + "]").update();
    }

    @Override
    public Optional<RecordedFact> received(Province origin, long index) {
        return feeds.received(origin, index);
    }

    @Override
    public void rewrite(Row row, long index) {
        boolean isFromThere =
                jdbc.sql(
                                        "SELECT count(*) FROM %s WHERE id = ? AND home = ? AND version = ?"
                                                .formatted(RowType.of(row.getClass()).table()))
                                .params(row.id().value(), row.home().code(), index)
                                .query(Long.class)
                                .single()
                        > 0;
        if (isFromThere) {
            write(row, index);
        }
    }

    @Override
    public void note(RecordedFact fact, String reason) {
        jdbc.sql(
                        """
                        INSERT INTO federation.unreplicated (home, index, kind, subject, reason)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (home, index) DO UPDATE SET reason = EXCLUDED.reason
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
    public void leftOff(Set<Province> homes, Province origin, long position) {
        homes.forEach(home ->
                jdbc.sql(
                                """
                                INSERT INTO federation.left_off (home, origin, position)
                                VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(home.code(), origin.code(), position)
                        .update());
    }

    @Override
    public Optional<Map<String, Integer>> readBy(Province origin) {
        return jdbc.sql("SELECT reads::text FROM federation.replica_cursor WHERE origin = ?")
                .params(origin.code())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found)
                .map(text -> {
                    Map<String, Integer> kinds = new TreeMap<>();
                    Json.parse(text)
                            .properties()
                            .forEach(one -> kinds.put(one.getKey(), one.getValue().asInt()));
                    return kinds;
                });
    }

    @Override
    public void readBy(Province origin, Map<String, Integer> kinds) {
        jdbc.sql("UPDATE federation.replica_cursor SET reads = ?::jsonb WHERE origin = ?")
                .params(Json.text(kinds), origin.code())
                .update();
    }

    @Override
    public OptionalLong before(Province origin, Set<String> kinds) {
        return jdbc.sql(
                        """
                        SELECT min(index) - 1 FROM federation.received
                        WHERE home = ? AND entry::jsonb ->> 'kind' = ANY(?)
                        """)
                .params(origin.code(), kinds.toArray(String[]::new))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public List<RecordedFact> facts(Province origin, long after, int limit) {
        return feeds.after(origin, after, limit);
    }

    @Override
    public long version(Row row) {
        return jdbc.sql(
                        "SELECT version FROM %s WHERE id = ?"
                                .formatted(RowType.of(row.getClass()).table()))
                .params(row.id().value())
                .query(Long.class)
                .optional()
                .orElse(0L);
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
