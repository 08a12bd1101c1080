package org.deltacommons.surface.insight;

import java.util.List;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps what the provinces told of their searches; the last word about a month holds.
@Component
class FigureProjection implements Projection {

    private static final String KIND = FactKind.Of.kind(SearchesCounted.class).value();

    private static final String LED = FactKind.Of.kind(SearchesLed.class).value();

    private final JdbcClient jdbc;
    private final RecentSearches remembered;

    FigureProjection(JdbcClient jdbc, RecentSearches remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    @Override
    public String name() {
        return "insight";
    }

    /// Runs in the transaction that moves the cursor on.
    @Override
    public void apply(List<RecordedFact> facts) {
        facts.stream()
                .filter(fact -> fact.kind().equals(LED))
                .forEach(fact ->
                        putLed(fact.origin().code(), Json.read(fact.body(), SearchesLed.class)));
        List<RecordedFact> counted =
                facts.stream().filter(fact -> fact.kind().equals(KIND)).toList();
        if (counted.isEmpty()) {
            return;
        }
        counted.forEach(
                fact -> put(fact.origin().code(), Json.read(fact.body(), SearchesCounted.class)));
        remembered.readPopularAgain();
    }

    private void put(String home, SearchesCounted told) {
        jdbc.sql("DELETE FROM insight.figure WHERE home = ? AND month = ?")
                .params(home, told.month())
                .update();
        jdbc.sql("DELETE FROM insight.wanted WHERE home = ? AND month = ?")
                .params(home, told.month())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO insight.figure (home, month, city, field, asked, far, none)
                        SELECT :home, :month, f.city, f.field, f.asked, f.far, f.none
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS f (city text, field text, asked bigint, far bigint, none bigint)
                        """)
                .param("home", home)
                .param("month", told.month())
                .param("rows", Json.text(told.figures()))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO insight.wanted (home, month, kind, text, asked)
                        SELECT :home, :month, w.kind, w.text, w.asked
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS w (kind text, text text, asked bigint)
                        """)
                .param("home", home)
                .param("month", told.month())
                .param("rows", Json.text(told.wanted()))
                .update();
    }

    private void putLed(String home, SearchesLed told) {
        for (String table : List.of("led_figure", "led_place")) {
            jdbc.sql("DELETE FROM insight." + table + " WHERE home = ? AND month = ?")
                    .params(home, told.month())
                    .update();
        }
        jdbc.sql(
                        """
                        INSERT INTO insight.led_figure (home, month, city, field, opened, ordered)
                        SELECT :home, :month, f.city, f.field, f.opened, f.ordered
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS f (city text, field text, opened bigint, ordered bigint)
                        """)
                .param("home", home)
                .param("month", told.month())
                .param("rows", Json.text(told.figures()))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO insight.led_place (home, month, place, opened, ordered)
                        SELECT :home, :month, p.place, p.opened, p.ordered
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS p (place integer, opened bigint, ordered bigint)
                        """)
                .param("home", home)
                .param("month", told.month())
                .param("rows", Json.text(told.places()))
                .update();
    }
}
