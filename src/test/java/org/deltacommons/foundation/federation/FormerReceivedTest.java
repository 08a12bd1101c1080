package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Facts that were received when only their parts were kept.
class FormerReceivedTest {

    private static final List<String> BODIES =
            List.of(
                    "{}",
                    "{\"b\":\"9007199254740993\",\"a\":[1,true,null,{}],\"A\":-12,\"aa\":[]}",
                    "{\"share\":0.5,\"more\":12.50,\"zero\":0,\"big\":9007199254740991,\"e\":1e3}",
                    "{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\\u20ac \u9ad8\u6e05 \ud83d\ude80\"}",
                    "{\"\u540d\":1,\"z\":2,\"\u00e9\":3}");
    private static final List<String> MOMENTS =
            List.of(
                    "2026-03-05T02:00:00Z",
                    "2026-03-05T02:00:00.100Z",
                    "2026-03-05T02:00:00.000001Z",
                    "2025-12-31T23:59:59.999999Z");

    @Test
    void a_fact_that_was_kept_in_parts_is_taken_over_as_the_text_that_was_signed() {
        TestDatabase database = TestDatabase.fresh("former_received");
        Schema.migrate(database, "lane");
        Schema.migrateTo(database.owner(), database.app().user(), "federation", "003");
        JdbcClient jdbc =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                database.owner().url(),
                                database.owner().user(),
                                database.owner().password()));
        List<String> expected = new ArrayList<>();
        long index = 0;
        for (String body : BODIES) {
            for (String at : MOMENTS) {
                index++;
                RecordedFact fact =
                        new RecordedFact(
                                Province.SHANGHAI,
                                index,
                                "vouchers.OrderPlaced",
                                2,
                                "VC-" + index,
                                index % 2 == 0
                                        ? Audience.PUBLIC
                                        : Audience.of(Province.ANHUI, Province.JIANGSU),
                                Json.parse(body),
                                Instant.parse(at),
                                "person-\u674e");
                expected.add(Entry.text(fact));
                insert(jdbc, fact);
            }
        }
        Schema.migrateTo(database.owner(), database.app().user(), "federation", "004");
        assertThat(
                        jdbc.sql("SELECT entry FROM federation.received ORDER BY index")
                                .query(String.class)
                                .list())
                .isEqualTo(expected);
    }

    private static void insert(JdbcClient jdbc, RecordedFact fact) {
        jdbc.sql(
                        """
                        INSERT INTO federation.received
                          (home, index, kind, schema, subject, audience, at, by_id, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::jsonb)
                        """)
                .params(
                        fact.origin().code(),
                        fact.index(),
                        fact.kind(),
                        fact.schema(),
                        fact.subject(),
                        fact.audience().text(),
                        fact.at().toString(),
                        fact.by(),
                        fact.body().toString())
                .update();
    }
}
