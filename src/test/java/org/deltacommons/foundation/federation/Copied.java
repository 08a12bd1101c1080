package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// A row that other nodes keep, and the fact that carries it.
@Stored("fedtest.copied")
record Copied(Id<Copied> id, Province home, String text) implements Row {

    static final String TABLE =
            """
            CREATE SCHEMA IF NOT EXISTS fedtest;
            CREATE TABLE IF NOT EXISTS fedtest.copied (
                id text PRIMARY KEY, home text NOT NULL, version bigint NOT NULL,
                text text NOT NULL CHECK (text <> 'unfit'));
            SELECT public.own_by_home('fedtest.copied');
            """;

    @FactKind("fedtest.Told")
    record Told(Copied copied) {}

    static Replica<Told> replica() {
        return new Replica<>() {
            @Override
            public Class<Told> fact() {
                return Told.class;
            }

            @Override
            public List<Row> rows(Told body, RecordedFact fact) {
                return List.of(body.copied());
            }
        };
    }
}
