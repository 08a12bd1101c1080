package org.deltacommons.foundation.lane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The feeds of the homes hosted here, as their lanes wrote them.
public final class Facts {

    private static final String COLUMNS =
            "home, index, kind, schema, subject, audience, body, at, by_id";

    private final JdbcClient jdbc;

    public Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param after the last index already known, 0 for none
    /// @return oldest first
    public List<RecordedFact> after(Province home, long after, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM lane.fact WHERE home = ? AND index > ?"
                                + " ORDER BY index LIMIT ?")
                .params(home.code(), after, limit)
                .query((result, _) -> read(result))
                .list();
    }

    /// Everything the homes hosted here said about one subject, oldest first.
    public List<RecordedFact> about(String subject) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM lane.fact WHERE subject = ? ORDER BY at, index")
                .params(subject)
                .query((result, _) -> read(result))
                .list();
    }

    /// What somebody caused, newest first.
    ///
    /// @param before exclusive
    public List<RecordedFact> by(String person, String kind, Instant before, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM lane.fact WHERE by_id = ? AND kind = ? AND at < ?"
                                + " ORDER BY at DESC, index DESC LIMIT ?")
                .params(person, kind, before.atOffset(ZoneOffset.UTC), limit)
                .query((result, _) -> read(result))
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
