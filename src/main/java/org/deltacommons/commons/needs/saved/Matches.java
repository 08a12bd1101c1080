package org.deltacommons.commons.needs.saved;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which documents fitted which saved needs. Derived from the index of this node: ordinary tables.
@Component
public class Matches {

    /// What has been told is kept for a year, for the page of the saved need.
    private static final Duration KEPT = Duration.ofDays(366);

    /// A document that fitted.
    ///
    /// @param number in the order in which they fitted
    public record Match(
            long number, String titleZh, String titleEn, String url, Province home, Instant at) {

        public String title(boolean english) {
            return english && !titleEn.isBlank() ? titleEn : titleZh;
        }
    }

    /// What one saved need has to tell.
    ///
    /// @param upTo the number of the newest
    record Untold(
            String saved,
            String person,
            long documents,
            long upTo,
            String titleZh,
            String titleEn) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Matches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @return false if this version of the document fitted it before
    boolean add(String saved, String person, FindDocument document, String version) {
        return jdbc.sql(
                                """
                                INSERT INTO needs.match (saved, person, document, version,
                                    title_zh, title_en, url, origin, at)
                                VALUES (:saved, :person, :document, :version, :zh, :en, :url,
                                    :origin, :at)
                                ON CONFLICT (saved, document, version) DO NOTHING
                                """)
                        .param("saved", saved)
                        .param("person", person)
                        .param("document", document.kind() + ":" + document.id())
                        .param("version", version)
                        .param("zh", document.titleZh())
                        .param("en", document.titleEn())
                        .param("url", document.url())
                        .param("origin", document.home().code())
                        .param("at", utc(clock.instant()))
                        .update()
                > 0;
    }

    /// @param after only those of this saved need, so that a caller can go through all
    List<Untold> untold(String after, int limit) {
        return jdbc.sql(
                        """
                        SELECT saved, min(person) AS person, count(DISTINCT document) AS documents,
                            max(number) AS up_to,
                            (array_agg(title_zh ORDER BY number))[1] AS title_zh,
                            (array_agg(title_en ORDER BY number))[1] AS title_en
                        FROM needs.match WHERE told_at IS NULL AND saved > :after
                        GROUP BY saved ORDER BY saved LIMIT :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) ->
                        new Untold(
                                row.getString("saved"),
                                row.getString("person"),
                                row.getLong("documents"),
                                row.getLong("up_to"),
                                row.getString("title_zh"),
                                row.getString("title_en")))
                .list();
    }

    void told(String saved, long upTo) {
        jdbc.sql(
                        """
                        UPDATE needs.match SET told_at = :now
                        WHERE saved = :saved AND number <= :upTo AND told_at IS NULL
                        """)
                .param("now", utc(clock.instant()))
                .param("saved", saved)
                .param("upTo", upTo)
                .update();
    }

    void forget(String saved) {
        jdbc.sql("DELETE FROM needs.match WHERE saved = ?").param(saved).update();
    }

    void tidy() {
        jdbc.sql("DELETE FROM needs.match WHERE told_at < ?")
                .param(utc(clock.instant().minus(KEPT)))
                .update();
    }

    /// @param before only older ones; `Long.MAX_VALUE` for the newest
    /// @return newest first
    public List<Match> of(String saved, long before, int limit) {
        return jdbc.sql(
                        """
                        SELECT number, title_zh, title_en, url, origin, at FROM needs.match
                        WHERE saved = :saved AND number < :before
                        ORDER BY number DESC LIMIT :limit
                        """)
                .param("saved", saved)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> match(row))
                .list();
    }

    public long count(String saved) {
        return jdbc.sql("SELECT count(*) FROM needs.match WHERE saved = ?")
                .param(saved)
                .query(Long.class)
                .single();
    }

    private static Match match(ResultSet row) throws SQLException {
        return new Match(
                row.getLong("number"),
                row.getString("title_zh"),
                row.getString("title_en"),
                row.getString("url"),
                Province.of(row.getString("origin")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
