package org.deltacommons.foundation.lane;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Phases.Phase;
import org.deltacommons.kernel.Period;

/// What some more Units of a group need: one statement a kind, whatever their number, and none for
/// what is known already.
final class PostgresReads {

    private final PostgresConnection reading;
    private final Overlay overlay;
    private final KnownKeys keys;

    PostgresReads(PostgresConnection reading, Overlay overlay, KnownKeys keys) {
        this.reading = reading;
        this.overlay = overlay;
        this.keys = keys;
    }

    void load(List<Proposal> more, List<Book<Connection>> books, Phases phases) {
        long since = System.nanoTime();
        try {
            versions(more);
            claims(more);
            answers(more);
        } catch (SQLException failed) {
            throw LaneStore.Away.or("cannot load a group of " + overlay.home, failed);
        }
        since = phases.spent(Phase.LOAD, since);
        for (Book<Connection> book : books) {
            List<BookPart> parts = new ArrayList<>();
            for (Proposal proposal : more) {
                for (Part part : proposal.parts()) {
                    if (part instanceof BookPart one && book.parts().isInstance(one)) {
                        parts.add(one);
                    }
                }
            }
            page(book).load(reading, parts);
        }
        phases.spent(Phase.LOAD_BOOKS, since);
    }

    private Book.Page<Connection> page(Book<Connection> book) {
        Book.Page<Connection> page = PostgresStore.page(overlay, book.parts());
        if (page == null) {
            page = book.begin(overlay.home, PostgresStore.pageBefore(overlay, book.parts()));
            overlay.books.put(book.parts(), page);
        }
        return page;
    }

    private void versions(List<Proposal> more) throws SQLException {
        Map<Class<? extends Row>, Set<String>> wanted = new LinkedHashMap<>();
        for (Proposal proposal : more) {
            for (Map.Entry<Proposal.RowRef, Long> guard : proposal.guards().entrySet()) {
                Proposal.RowRef ref = guard.getKey();
                if (overlay.versions.containsKey(ref)) {
                    continue;
                }
                Long known = overlay.versionBefore(ref);
                if (known != null) {
                    overlay.found(ref, known);
                } else if (guard.getValue() != Proposal.NEW) {
                    wanted.computeIfAbsent(ref.type(), type -> new LinkedHashSet<>()).add(ref.id());
                }
            }
        }
        for (Map.Entry<Class<? extends Row>, Set<String>> entry : wanted.entrySet()) {
            String table = RowType.of(entry.getKey()).table();
            try (PreparedStatement statement =
                    reading.get()
                            .prepareStatement(
                                    "SELECT id, version FROM " + table + " WHERE id = ANY(?)")) {
                statement.setArray(1, texts(entry.getValue(), text -> text));
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        overlay.found(
                                new Proposal.RowRef(entry.getKey(), result.getString(1)),
                                result.getLong(2));
                    }
                }
            }
        }
    }

    private void claims(List<Proposal> more) throws SQLException {
        Set<Overlay.ClaimKey> wanted = new LinkedHashSet<>();
        for (Proposal proposal : more) {
            for (Part part : proposal.parts()) {
                if (part instanceof Claim claim) {
                    want(new Overlay.ClaimKey(claim.what(), claim.key()), wanted);
                } else if (part instanceof Release release) {
                    want(new Overlay.ClaimKey(release.what(), release.key()), wanted);
                }
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                reading.get()
                        .prepareStatement(
                                """
                                SELECT c.what, c.key, lower(c.during), upper(c.during)
                                FROM lane.claim c
                                JOIN unnest(?::text[], ?::text[]) AS w (what, key)
                                  ON c.what = w.what AND c.key = w.key
                                WHERE c.home = ?
                                """)) {
            statement.setArray(1, texts(wanted, Overlay.ClaimKey::what));
            statement.setArray(2, texts(wanted, Overlay.ClaimKey::key));
            statement.setString(3, overlay.home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    java.util.Objects.requireNonNull(
                                    overlay.claims.get(
                                            new Overlay.ClaimKey(
                                                    result.getString(1), result.getString(2))))
                            .add(
                                    new Period(
                                            result.getObject(3, OffsetDateTime.class).toInstant(),
                                            result.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
        }
    }

    private void want(Overlay.ClaimKey key, Set<Overlay.ClaimKey> wanted) {
        if (overlay.claims.containsKey(key)) {
            return;
        }
        List<Period> known = overlay.claimsBefore(key);
        overlay.claims.put(key, known == null ? new ArrayList<>() : new ArrayList<>(known));
        if (known == null) {
            wanted.add(key);
        }
    }

    private void answers(List<Proposal> more) throws SQLException {
        List<UUID> wanted = new ArrayList<>();
        List<Long> segments = new ArrayList<>();
        for (Proposal proposal : more) {
            UUID key = proposal.key();
            Overlay.Answered known = overlay.answerBefore(key);
            if (known != null) {
                overlay.answers.putIfAbsent(key, known);
            } else if (!overlay.answers.containsKey(key)) {
                keys.segments(
                        key,
                        segment -> {
                            wanted.add(key);
                            segments.add(segment);
                        });
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                reading.get()
                        .prepareStatement(
                                """
                                SELECT w.key, w.digests[w.place], w.answers[w.place]
                                FROM (SELECT w.key, a.digests, a.answers,
                                             array_position(a.keys, w.key) AS place
                                      FROM unnest(?::uuid[], ?::bigint[]) AS w (key, segment)
                                      JOIN lane.answer a
                                        ON a.home = ? AND a.segment = w.segment
                                       AND w.key BETWEEN a.first_key AND a.last_key) w
                                WHERE w.place IS NOT NULL
                                """)) {
            statement.setArray(1, texts(wanted, UUID::toString));
            statement.setArray(2, texts(segments, segment -> Long.toString(segment)));
            statement.setString(3, overlay.home.code());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    overlay.answers.put(
                            result.getObject(1, UUID.class),
                            new Overlay.Answered(
                                    HexFormat.of().formatHex(result.getBytes(2)),
                                    Overlay.Answer.of(Json.parse(result.getString(3)))));
                }
            }
        }
    }

    private <T> Array texts(Collection<T> values, Function<T, String> text) throws SQLException {
        return reading.get().createArrayOf("text", values.stream().map(text).toArray());
    }
}
