package org.deltacommons.surface.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The entries of all inboxes of this node.
@Component
class Inbox {

    /// One notice in one inbox.
    ///
    /// @param said the values of the sentence, as written by [#put]
    record Entry(
            long id,
            String recipient,
            NoticeKind kind,
            String sentence,
            JsonNode said,
            String href,
            @Nullable Instant due,
            Instant at,
            @Nullable Instant readAt) {

        /// In the language of the words.
        String say(Words words) {
            Map<String, Object> values = new HashMap<>();
            said.get("texts")
                    .propertyStream()
                    .forEach(text -> values.put(text.getKey(), text.getValue().asString()));
            said.get("labels")
                    .propertyStream()
                    .forEach(label ->
                            values.put(label.getKey(), words.say(label.getValue().asString())));
            if (due != null) {
                values.put("due", due);
            }
            return words.say(sentence, values);
        }

        boolean isUnread() {
            return readAt == null;
        }
    }

    private static final Pattern CASE = Pattern.compile("/cases/([^/]+)/([^/]+)");

    private final Titles titles;
    private final JdbcClient jdbc;
    private final Records records;
    private final Clock clock;

    Inbox(JdbcClient jdbc, Records records, Titles titles, Clock clock) {
        this.titles = titles;
        this.jdbc = jdbc;
        this.records = records;
        this.clock = clock;
    }

    /// @return the entry's id, or 0 if the fact had made one in this inbox before
    long put(String person, RecordedFact fact, Notice notice) {
        Instant due = notice.due();
        return jdbc.sql(
                        """
                        INSERT INTO notices.entry
                            (recipient, origin, fact_index, kind, sentence, said, href, due, at)
                        VALUES (:recipient, :origin, :index, :kind, :sentence, :said::jsonb, :href,
                            :due::timestamptz, :at)
                        ON CONFLICT (recipient, origin, fact_index) DO NOTHING RETURNING id
                        """)
                .param("recipient", person)
                .param("origin", fact.origin().code())
                .param("index", fact.index())
                .param("kind", notice.kind().name())
                .param("sentence", notice.sentence())
                .param(
                        "said",
                        Json.text(Map.of("labels", notice.labels(), "texts", notice.texts())))
                .param("href", notice.href())
                .param("due", due == null ? null : utc(due))
                .param("at", utc(fact.at()))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// @param before only older ones; `Long.MAX_VALUE` for the newest
    /// @return newest first
    List<Entry> list(
            String person, boolean unread, @Nullable NoticeKind kind, long before, int limit) {
        List<Object> values = new ArrayList<>(List.of(person));
        String condition = condition(unread, kind, values) + " AND id < ?";
        values.add(before);
        values.add(limit);
        return called(
                jdbc
                        .sql(
                                "SELECT * FROM notices.entry WHERE "
                                        + condition
                                        + " ORDER BY id DESC LIMIT ?")
                        .params(values)
                        .query((row, _) -> entry(row))
                        .list()
                        .stream()
                        .map(this::titled)
                        .toList());
    }

    /// The notices' cases by their titles in the reader's language.
    private List<Entry> called(List<Entry> entries) {
        List<Titles.Told> told = new ArrayList<>();
        for (Entry entry : entries) {
            Matcher of = CASE.matcher(entry.href());
            if (of.matches()) {
                told.add(new Titles.Told(of.group(1), of.group(2), title(entry)));
            }
        }
        Map<String, String> called = titles.ofCasesHere(told);
        for (Entry entry : entries) {
            Matcher of = CASE.matcher(entry.href());
            String title = of.matches() ? called.get(of.group(2)) : null;
            if (title != null && !title.isEmpty()) {
                ((ObjectNode) entry.said().path("texts")).put("title", title);
            }
        }
        return entries;
    }

    private static String title(Entry entry) {
        return entry.said().path("texts").path("title").asString("");
    }

    /// A case whose title is somebody's own words told its id; the title is read from the case's
    /// line each time, so that it is gone here once it is erased there.
    private Entry titled(Entry entry) {
        String told = title(entry);
        if (told.isEmpty() || !entry.href().endsWith("/" + told)) {
            return entry;
        }
        records.find(Task.class, Id.<Task>of(told))
                .map(Task::title)
                .filter(title -> !title.isEmpty())
                .ifPresent(title -> ((ObjectNode) entry.said().path("texts")).put("title", title));
        return entry;
    }

    private static String condition(
            boolean unread, @Nullable NoticeKind kind, List<Object> values) {
        String condition = "recipient = ?" + (unread ? " AND read_at IS NULL" : "");
        if (kind != null) {
            values.add(kind.name());
            condition += " AND kind = ?";
        }
        return condition;
    }

    long count(String person, boolean unread, @Nullable NoticeKind kind) {
        List<Object> values = new ArrayList<>(List.of(person));
        return jdbc.sql(
                        "SELECT count(*) FROM notices.entry WHERE "
                                + condition(unread, kind, values))
                .params(values)
                .query(Long.class)
                .single();
    }

    /// For the badge: counts no further than anybody looks.
    static Badge.Count unread(String person) {
        return new Badge.Count(
                """
                SELECT count(*) FROM (SELECT FROM notices.entry
                    WHERE recipient = :recipient AND read_at IS NULL LIMIT 100) AS found
                """,
                Map.of("recipient", person));
    }

    Optional<Entry> find(long id) {
        return jdbc.sql("SELECT * FROM notices.entry WHERE id = ?")
                .param(id)
                .query((row, _) -> entry(row))
                .optional()
                .map(this::titled);
    }

    /// Only entries of this very person; others are passed over.
    ///
    /// @return how many were unread
    int read(String person, List<Long> ids) {
        return jdbc.sql(
                        """
                        UPDATE notices.entry SET read_at = :now
                        WHERE recipient = :person AND id = ANY(:ids) AND read_at IS NULL
                        """)
                .param("now", utc(clock.instant()))
                .param("person", person)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("recipient"),
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("sentence"),
                Json.parse(row.getString("said")),
                row.getString("href"),
                instant(row, "due"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                instant(row, "read_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
