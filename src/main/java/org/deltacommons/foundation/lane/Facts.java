package org.deltacommons.foundation.lane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The feeds of the homes hosted here, as their lanes wrote them.
public final class Facts {

    private static final String COLUMNS =
            "home, index, kind, schema, subject, audience, body, at, by_id";

    /// With the personal texts that lie beside the facts and were not erased.
    private static final String WHOLE =
            COLUMNS
                    + ", (SELECT json_agg(json_build_object("
                    + "'path', a.path, 'salt', a.salt, 'text', a.text, 'erased', a.erased))"
                    + " FROM lane.attachment a"
                    + " WHERE a.home = f.home AND a.index = f.index) AS beside";

    /// Not told again to others, which is nothing new here.
    private static final String NEW = "audience NOT LIKE 'only:%'";

    private static final String ABOUT =
            "SELECT "
                    + WHOLE
                    + " FROM lane.fact f WHERE subject = :subject AND "
                    + NEW
                    + " ORDER BY at, index";

    /// What lies beside a fact, or lay there.
    private record Beside(
            String path,
            @Nullable String salt,
            @Nullable String text,
            @Nullable OffsetDateTime erased) {}

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
                                                                 'text', text, 'erased', erased))
                                      AS beside
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

    /// The facts of a home that somebody wrote personal texts in which were not erased, oldest
    /// first; those of a kind that leaves out who caused them, too.
    public List<RecordedFact> textsBy(Province home, String person, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + WHOLE
                                + " FROM lane.fact f WHERE home = ? AND index IN"
                                + " (SELECT a.index FROM lane.attachment a WHERE a.home = ?"
                                + " AND a.by_id = ? AND a.erased IS NULL)"
                                + " ORDER BY index LIMIT ?")
                .params(home.code(), home.code(), person, limit)
                .query((result, _) -> whole(result))
                .list();
    }

    /// The facts of a home that told others' words again because of what was heard.
    ///
    /// @param sources where those were heard, see [Salted#source]
    /// @return by index the paths of the words that are there still
    public Map<Long, List<String>> echoes(Province home, List<String> sources) {
        Map<Long, List<String>> found = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT index, path FROM lane.attachment
                        WHERE home = ? AND source = ANY(?) AND erased IS NULL
                        """)
                .params(home.code(), sources.toArray(String[]::new))
                .query((result, _) ->
                        found.computeIfAbsent(result.getLong("index"), _ -> new ArrayList<>())
                                .add(result.getString("path")))
                .list();
        return found;
    }

    /// Everything the homes hosted here said about one subject, oldest first.
    public List<RecordedFact> about(String subject) {
        return jdbc.sql(ABOUT).param("subject", subject).query((result, _) -> whole(result)).list();
    }

    /// As [#about(String)], asked with other questions.
    public static Supplier<List<RecordedFact>> about(Together together, String subject) {
        return together.ask(ABOUT, Map.of("subject", subject), Facts::whole);
    }

    /// What the homes hosted here said in some kinds about several subjects, without the personal
    /// texts beside it, oldest first.
    ///
    /// @param subjects SQL of one column with named parameters
    public static Supplier<List<RecordedFact>> about(
            Together together, String subjects, Map<String, ?> values, Collection<String> kinds) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("kinds", kinds);
        return together.ask(
                "SELECT "
                        + COLUMNS
                        + " FROM lane.fact f WHERE subject IN ("
                        + subjects
                        + ") AND kind IN (:kinds) AND "
                        + NEW
                        + " ORDER BY at, index",
                all,
                Facts::whole);
    }

    /// What somebody caused, newest first.
    ///
    /// @param before exclusive
    public List<RecordedFact> by(String person, String kind, Instant before, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + WHOLE
                                + " FROM lane.fact f WHERE by_id = ? AND kind = ? AND at < ? AND "
                                + NEW
                                + " ORDER BY at DESC, index DESC LIMIT ?")
                .params(person, kind, before.atOffset(ZoneOffset.UTC), limit)
                .query((result, _) -> whole(result))
                .list();
    }

    public long countBy(String person, String kind) {
        return jdbc.sql("SELECT count(*) FROM lane.fact WHERE by_id = ? AND kind = ? AND " + NEW)
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

    private static RecordedFact whole(JsonNode row) {
        RecordedFact fact =
                new RecordedFact(
                        Province.of(row.get("home").stringValue()),
                        row.get("index").longValue(),
                        row.get("kind").stringValue(),
                        row.get("schema").intValue(),
                        row.get("subject").stringValue(),
                        Audience.parse(row.get("audience").stringValue()),
                        row.get("body"),
                        OffsetDateTime.parse(row.get("at").stringValue()).toInstant(),
                        row.get("by_id").stringValue());
        JsonNode beside = row.path("beside");
        attach(
                fact,
                beside.isNull() || beside.isMissingNode()
                        ? null
                        : Json.read(beside, Beside[].class));
        return fact;
    }

    /// Gives a fact the personal texts beside it.
    ///
    /// @param beside a list as JSON of objects with `path`, `salt`, `text` and `erased`; null for
    ///   none
    public static void attach(RecordedFact fact, @Nullable String beside) {
        attach(fact, beside == null ? null : Json.read(beside, Beside[].class));
    }

    private static void attach(RecordedFact fact, Beside @Nullable [] beside) {
        if (beside == null) {
            return;
        }
        List<Salted.Attached> texts = new ArrayList<>();
        for (Beside one : beside) {
            if (one.erased() != null) {
                Salted.erase(fact.body(), one.path(), one.erased().toInstant());
            } else if (one.salt() != null && one.text() != null) {
                texts.add(new Salted.Attached(one.path(), one.salt(), one.text()));
            }
        }
        if (!Salted.attach(fact.body(), texts)) {
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
