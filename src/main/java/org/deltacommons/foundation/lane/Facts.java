package org.deltacommons.foundation.lane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The feeds of the homes hosted here, as their lanes wrote them.
public final class Facts {

    private static final String COLUMNS =
            "home, index, kind, schema, subject, audience, body, at, by_id";

    /// With the personal texts that lie beside the facts and were not erased.
    private static final String WHOLE =
            COLUMNS
                    + ", (SELECT json_agg(json_build_object("
                    + "'path', a.path, 'salt', a.salt, 'text', a.text))"
                    + " FROM lane.attachment a"
                    + " WHERE a.home = f.home AND a.index = f.index) AS beside";

    /// Where texts lie beside facts.
    public interface Texts {

        /// @param indexes of facts of one feed
        /// @return by index a list as JSON, see [Facts#attach]
        Map<Long, String> beside(List<Long> indexes);
    }

    private final JdbcClient jdbc;

    public Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param after the last index already known, 0 for none
    /// @return oldest first
    public List<RecordedFact> after(Province home, long after, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + WHOLE
                                + " FROM lane.fact f WHERE home = ? AND index > ?"
                                + " ORDER BY index LIMIT ?")
                .params(home.code(), after, limit)
                .query((result, _) -> whole(result))
                .list();
    }

    /// The same without the personal texts beside them, to be kept in memory; see [#withTexts].
    public List<RecordedFact> bare(Province home, long after, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM lane.fact f WHERE home = ? AND index > ?"
                                + " ORDER BY index LIMIT ?")
                .params(home.code(), after, limit)
                .query((result, _) -> read(result))
                .list();
    }

    /// Some facts of a home with the personal texts that lie beside them now.
    public List<RecordedFact> withTexts(Province home, List<RecordedFact> facts) {
        return withTexts(facts, indexes -> beside(home, indexes));
    }

    private Map<Long, String> beside(Province home, List<Long> indexes) {
        Map<Long, String> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT index, json_agg(json_build_object('path', path, 'salt', salt,
                                                                 'text', text)) AS beside
                        FROM lane.attachment WHERE home = ? AND index = ANY(?) GROUP BY index
                        """)
                .params(home.code(), indexes.toArray(Long[]::new))
                .query((result, _) ->
                        found.put(result.getLong("index"), result.getString("beside")))
                .list();
        return found;
    }

    /// Facts whose bodies have no place for a personal text are given back as they are, the others
    /// as copies: who keeps facts in memory keeps no texts.
    public static List<RecordedFact> withTexts(List<RecordedFact> facts, Texts texts) {
        List<Long> indexes =
                facts.stream()
                        .filter(fact -> Salted.isIn(fact.body()))
                        .map(RecordedFact::index)
                        .toList();
        if (indexes.isEmpty()) {
            return facts;
        }
        Map<Long, String> beside = texts.beside(indexes);
        return facts.stream()
                .map(fact -> {
                    String lies = beside.get(fact.index());
                    if (lies == null) {
                        return fact;
                    }
                    RecordedFact copy = fact.copy();
                    attach(copy, lies);
                    return copy;
                })
                .toList();
    }

    /// Everything the homes hosted here said about one subject, oldest first.
    public List<RecordedFact> about(String subject) {
        return jdbc.sql(
                        "SELECT "
                                + WHOLE
                                + " FROM lane.fact f WHERE subject = ? ORDER BY at, index")
                .params(subject)
                .query((result, _) -> whole(result))
                .list();
    }

    /// What somebody caused, newest first.
    ///
    /// @param before exclusive
    public List<RecordedFact> by(String person, String kind, Instant before, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + WHOLE
                                + " FROM lane.fact f WHERE by_id = ? AND kind = ? AND at < ?"
                                + " ORDER BY at DESC, index DESC LIMIT ?")
                .params(person, kind, before.atOffset(ZoneOffset.UTC), limit)
                .query((result, _) -> whole(result))
                .list();
    }

    public long countBy(String person, String kind) {
        return jdbc.sql("SELECT count(*) FROM lane.fact WHERE by_id = ? AND kind = ?")
                .params(person, kind)
                .query(Long.class)
                .single();
    }

    /// The index of the newest fact, 0 if there is none.
    public long newest(Province home) {
        return jdbc.sql("SELECT next_fact - 1 FROM lane.head WHERE home = ?")
                .params(home.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static RecordedFact whole(ResultSet result) throws SQLException {
        RecordedFact fact = read(result);
        attach(fact, result.getString("beside"));
        return fact;
    }

    /// Gives a fact the personal texts beside it.
    ///
    /// @param beside a list of [Salted.Attached] as JSON; null for none
    public static void attach(RecordedFact fact, @Nullable String beside) {
        if (beside != null
                && !Salted.attach(
                        fact.body(), List.of(Json.read(beside, Salted.Attached[].class)))) {
            throw new IllegalStateException(
                    "what lies beside %s/%d is not its own".formatted(fact.origin(), fact.index()));
        }
    }

    /// Reads a row with the columns of a feed; the same in `lane.fact` and where others keep
    /// theirs.
    public static RecordedFact read(ResultSet result) throws SQLException {
        return new RecordedFact(
                Province.of(result.getString("home")),
                result.getLong("index"),
                result.getString("kind"),
                result.getInt("schema"),
                result.getString("subject"),
                Audience.parse(result.getString("audience")),
                Json.parse(result.getString("body")),
                result.getObject("at", OffsetDateTime.class).toInstant(),
                result.getString("by_id"));
    }
}
