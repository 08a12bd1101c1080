package org.deltacommons.commons.resources.intake;

import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where judged rows wait; not a record, so an ordinary transaction writes it.
@Component
class Staging {

    private static final int BATCH = 500;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    Staging(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    void keep(String batch, List<Line> lines) {
        template.batchUpdate(
                """
                INSERT INTO resources.import_line (import, line, resource, verdict, draft, faults)
                VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb) ON CONFLICT (import, line) DO NOTHING
                """,
                lines,
                BATCH,
                (statement, line) -> {
                    statement.setString(1, batch);
                    statement.setInt(2, line.line());
                    statement.setString(3, line.resource());
                    statement.setString(4, line.verdict().name());
                    statement.setString(5, line.draft() == null ? null : Json.text(line.draft()));
                    statement.setString(6, Json.text(line.faults()));
                });
    }

    /// In the order of the file, after a line.
    List<Line> lines(String batch, List<Line.Verdict> verdicts, int after, int limit) {
        return jdbc.sql(
                        """
                        SELECT line, resource, verdict, draft, faults FROM resources.import_line
                        WHERE import = :batch AND verdict IN (:verdicts) AND line > :after
                        ORDER BY line LIMIT :limit
                        """)
                .param("batch", batch)
                .param("verdicts", verdicts.stream().map(Enum::name).toList())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> {
                    String draft = row.getString("draft");
                    return new Line(
                            row.getInt("line"),
                            row.getString("resource"),
                            Line.Verdict.valueOf(row.getString("verdict")),
                            draft == null ? null : Json.read(draft, Draft.class),
                            List.of(
                                    Json.read(
                                            Json.parse(row.getString("faults")),
                                            CellFault[].class)));
                })
                .list();
    }
}
