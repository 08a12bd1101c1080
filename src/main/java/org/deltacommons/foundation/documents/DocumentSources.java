package org.deltacommons.foundation.documents;

import java.util.List;
import org.deltacommons.foundation.federation.NamedDocument;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which facts of other nodes' homes name which document, so that it can be asked for there.
@Component
final class DocumentSources implements Projection {

    /// A fact that names a document.
    ///
    /// @param index of the fact in the home's feed
    /// @param name as the fact calls the document
    record Source(Province home, long index, String name, long bytes) {}

    private final Lane lane;
    private final JdbcClient jdbc;

    DocumentSources(Lane lane, JdbcClient jdbc) {
        this.lane = lane;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "document-sources";
    }

    /// What a home hosted here names was brought in here.
    @Override
    public void apply(List<RecordedFact> facts) {
        for (RecordedFact fact : facts) {
            if (!lane.hosts(fact.origin())) {
                NamedDocument.in(fact.body()).forEach(document -> note(fact, document));
            }
        }
    }

    private void note(RecordedFact fact, NamedDocument document) {
        if (document.bytes() > Documents.BYTES_MAX) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO documents.source (hash, home, index, name, bytes)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(
                        document.hash(),
                        fact.origin().code(),
                        fact.index(),
                        document.name(),
                        document.bytes())
                .update();
    }

    /// The newest fact of each home that names it.
    List<Source> of(String hash) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT ON (home) home, index, name, bytes
                        FROM documents.source WHERE hash = ? ORDER BY home, index DESC
                        """)
                .param(hash)
                .query((row, _) ->
                        new Source(
                                Province.of(row.getString("home")),
                                row.getLong("index"),
                                row.getString("name"),
                                row.getLong("bytes")))
                .list();
    }
}
