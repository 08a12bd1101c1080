package org.deltacommons.foundation.lane;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Phases.Phase;
import tools.jackson.databind.node.ArrayNode;

/// One group's transaction: a `COPY` or a statement a kind whatever the group's size, in between
/// the fence, then the commit.
final class PostgresWrites {

    /// Names the advisory locks under which groups are written, one a home.
    static final int GROUPS = 0x4C41_4E45;

    private static final String[] FACT_COLUMNS = {
        "home", "index", "kind", "schema", "subject", "audience", "at", "by_id", "body"
    };
    private static final String[] ATTACHMENT_COLUMNS = {
        "home", "index", "path", "salt", "text", "by_id", "source"
    };
    private static final String[] ANSWER_COLUMNS = {
        "home", "segment", "first_key", "last_key", "at", "keys", "digests", "answers"
    };

    private final Connection connection;
    private final Overlay overlay;
    private final Phases phases;

    PostgresWrites(Connection connection, Overlay overlay, Phases phases) {
        this.connection = connection;
        this.overlay = overlay;
        this.phases = phases;
    }

    /// Writes what depends on no group before this one, and stands in the way of none: facts and
    /// answers, whose places the judge gave. The group before may still be committing.
    ///
    /// Names the one home that this transaction may write. Until it ends no new epoch can begin;
    /// one that began while this waited is met at the fence.
    void begin(long epoch) throws SQLException {
        long since = System.nanoTime();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT epoch, set_config('delta.home', home, true),
                               pg_advisory_xact_lock_shared(?, ?)
                        FROM lane.head WHERE home = ?
                        """)) {
            statement.setInt(1, GROUPS);
            statement.setInt(2, Integer.parseInt(overlay.home.code()));
            statement.setString(3, overlay.home.code());
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next() || result.getLong(1) != epoch) {
                    throw new LaneStore.Fenced(overlay.home, epoch);
                }
            }
        }
        since = phases.spent(Phase.FENCE, since);
        facts();
        since = phases.spent(Phase.FACTS, since);
        answers();
        phases.spent(Phase.ANSWERS, since);
    }

    /// Moves the head on, and locks it by that: whoever holds an old epoch waits here and then
    /// learns that it is over.
    void fence(long epoch) throws SQLException {
        long since = System.nanoTime();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        UPDATE lane.head SET next_fact = ?, next_answer = ?, last_at = ?, ended = ?
                        WHERE home = ? AND epoch = ? AND next_answer = ? AND NOT ended
                        """)) {
            statement.setLong(1, overlay.nextFact);
            statement.setLong(2, overlay.nextAnswer());
            statement.setObject(3, overlay.now.atOffset(ZoneOffset.UTC));
            statement.setBoolean(4, overlay.ended);
            statement.setString(5, overlay.home.code());
            statement.setLong(6, epoch);
            statement.setLong(7, overlay.answersBefore);
            if (statement.executeUpdate() == 0) {
                throw new LaneStore.Fenced(overlay.home, epoch);
            }
        }
        phases.spent(Phase.FENCE, since);
    }

    void store(List<Book<Connection>> books) throws SQLException {
        long since = System.nanoTime();
        rows();
        claims();
        erasures();
        since = phases.spent(Phase.ROWS, since);
        for (Book<Connection> book : books) {
            Book.Page<Connection> page = PostgresStore.page(overlay, book.parts());
            if (page != null) {
                page.store(connection);
            }
        }
        phases.spent(Phase.BOOKS, since);
    }

    private void rows() throws SQLException {
        Map<Class<? extends Row>, List<Overlay.Stored>> fresh = new LinkedHashMap<>();
        Map<Class<? extends Row>, ArrayNode> changed = new LinkedHashMap<>();
        overlay.puts.forEach((ref, put) -> {
            if (!overlay.there.contains(ref)) {
                fresh.computeIfAbsent(ref.type(), t -> new ArrayList<>()).add(put);
            } else {
                changed.computeIfAbsent(ref.type(), t -> Json.MAPPER.createArrayNode())
                        .add(RowType.of(ref.type()).write(put.row(), put.version()));
            }
        });
        for (Map.Entry<Class<? extends Row>, List<Overlay.Stored>> entry : fresh.entrySet()) {
            RowType<?> type = RowType.of(entry.getKey());
            try (CopyRows rows = type.copy(connection)) {
                for (Overlay.Stored put : entry.getValue()) {
                    type.write(rows, put.row(), put.version());
                }
                rows.finish();
            }
        }
        for (Map.Entry<Class<? extends Row>, ArrayNode> entry : changed.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(RowSql.upsert(RowType.of(entry.getKey())))) {
                statement.setString(1, entry.getValue().toString());
                statement.executeUpdate();
            }
        }
    }

    private void claims() throws SQLException {
        // First the released ones: a claim may take the place of one that ends in the same group.
        if (!overlay.released.isEmpty()) {
            int ended =
                    write(
                            """
                            WITH mine AS (SELECT ?::text AS home)
                            DELETE FROM lane.claim c
                            USING mine, unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                                        AS r (what, key, starts, ends)
                            WHERE c.home = mine.home AND c.what = r.what AND c.key = r.key
                              AND c.during = tstzrange(r.starts, r.ends)
                            """,
                            overlay.released);
            if (ended != overlay.released.size()) {
                throw new IllegalStateException("a claim to release was not there");
            }
        }
        if (!overlay.claimed.isEmpty()) {
            write(
                    """
                    INSERT INTO lane.claim (what, key, during, home)
                    SELECT what, key, tstzrange(starts, ends), ?
                    FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                         AS c (what, key, starts, ends)
                    """,
                    overlay.claimed);
        }
    }

    private int write(String sql, List<Overlay.ClaimOf> claims) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, overlay.home.code());
            statement.setArray(2, texts(claims, claim -> claim.key().what()));
            statement.setArray(3, texts(claims, claim -> claim.key().key()));
            statement.setArray(4, texts(claims, claim -> claim.during().from().toString()));
            statement.setArray(5, texts(claims, claim -> claim.during().until().toString()));
            return statement.executeUpdate();
        }
    }

    /// What is erased was committed before: it was seen to be decided about.
    private void erasures() throws SQLException {
        if (overlay.erased.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        UPDATE lane.attachment a SET salt = NULL, text = NULL, erased = ?
                        FROM unnest(?::bigint[], ?::text[]) AS e (index, path)
                        WHERE a.home = ? AND a.index = e.index AND a.path = e.path
                          AND a.erased IS NULL
                        """)) {
            statement.setObject(1, overlay.now.atOffset(ZoneOffset.UTC));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", overlay.erased.stream().map(Erase::index).toArray()));
            statement.setArray(3, texts(overlay.erased, Erase::path));
            statement.setString(4, overlay.home.code());
            statement.executeUpdate();
        }
    }

    private void facts() throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "lane.fact", FACT_COLUMNS)) {
            for (Overlay.Appended appended : overlay.facts) {
                RecordedFact fact = appended.fact();
                rows.row()
                        .text(overlay.home.code())
                        .number(fact.index())
                        .text(fact.kind())
                        .integer(fact.schema())
                        .text(fact.subject())
                        .text(fact.audience().text())
                        .time(fact.at())
                        .text(fact.by())
                        .jsonb(appended.body());
            }
            rows.finish();
        }
        if (overlay.facts.stream().anyMatch(one -> !one.beside().isEmpty())) {
            attachments();
        }
    }

    private void attachments() throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "lane.attachment", ATTACHMENT_COLUMNS)) {
            for (Overlay.Appended appended : overlay.facts) {
                for (Salted.Attached one : appended.beside()) {
                    rows.row()
                            .text(overlay.home.code())
                            .number(appended.fact().index())
                            .text(one.path())
                            .text(one.salt())
                            .text(one.text())
                            .text(appended.writer());
                    String source = appended.sources().get(one.path());
                    if (source == null) {
                        rows.nothing();
                    } else {
                        rows.text(source);
                    }
                }
            }
            rows.finish();
        }
    }

    /// One row for the whole group, see the table.
    private void answers() throws SQLException {
        Set<UUID> keys = overlay.newAnswers.keySet();
        Collection<Overlay.Answered> answers = overlay.newAnswers.values();
        try (CopyRows rows = new CopyRows(connection, "lane.answer", ANSWER_COLUMNS)) {
            rows.row()
                    .text(overlay.home.code())
                    .number(KeyFilter.segment(overlay.answersBefore))
                    .uuid(Collections.min(keys, Keys.ORDER))
                    .uuid(Collections.max(keys, Keys.ORDER))
                    .time(overlay.now)
                    .uuids(keys)
                    .bytes(answers, answer -> HexFormat.of().parseHex(answer.digest()))
                    .texts(answers, answer -> answer.answer().text());
            rows.finish();
        }
    }

    private <T> Array texts(List<T> values, Function<T, String> text) throws SQLException {
        return connection.createArrayOf("text", values.stream().map(text).toArray());
    }
}
