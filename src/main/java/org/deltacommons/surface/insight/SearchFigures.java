package org.deltacommons.surface.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.surface.insight.SearchesCounted.Figure;
import org.deltacommons.surface.insight.SearchesCounted.Kind;
import org.deltacommons.surface.insight.SearchesCounted.Wanted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts the searches of each home, tells all four what may be told of them, and forgets them when
/// their time is over.
@Component
class SearchFigures {

    static final String MERGED = "*";
    private static final int WANTED_MAX = 100;
    private static final int POPULAR_MAX = 50;

    /// How many figures were told.
    record Told(int figures) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SearchRules rules;
    private final Lane lane;

    SearchFigures(JdbcClient jdbc, TransactionTemplate transactions, SearchRules rules, Lane lane) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rules = rules;
        this.lane = lane;
    }

    private Stream<Province> homes() {
        return lane.homes().stream();
    }

    /// Tells this month and the last, if they are others than was told.
    void tell() {
        LocalDate month = rules.today().withDayOfMonth(1);
        homes().forEach(home ->
                rules.askers(home)
                        .ifPresent(least -> {
                            for (LocalDate one : List.of(month.minusMonths(1), month)) {
                                tell(home, one, least.value());
                                tellLed(home, one, least.value());
                            }
                        }));
    }

    private void tell(Province home, LocalDate month, long least) {
        SearchesCounted now = counted(home, month, least);
        SearchesCounted told =
                new SearchesCounted(month, told(home, month), toldWanted(home, month));
        if (sorted(now).equals(sorted(told))) {
            return;
        }
        tell(home, month, "insight.tell", "searches-", now, now.figures().size());
    }

    private void tell(
            Province home,
            LocalDate month,
            String command,
            String subject,
            Record told,
            int count) {
        lane.submit(
                        Command.of(
                                home,
                                Actor.system(home),
                                command,
                                Map.of("month", month),
                                Told.class),
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told(count),
                                                List.of(
                                                        new Fact(
                                                                subject + home.code() + "-" + month,
                                                                Audience.FOUR,
                                                                told)))))
                .orThrow();
    }

    private void tellLed(Province home, LocalDate month, long least) {
        SearchesLed now = new SearchesLed(month, led(home, month, least), places(home, month));
        SearchesLed told = new SearchesLed(month, toldLed(home, month), toldPlaces(home, month));
        boolean same =
                Set.copyOf(now.figures()).equals(Set.copyOf(told.figures()))
                        && Set.copyOf(now.places()).equals(Set.copyOf(told.places()));
        if (!same) {
            tell(home, month, "insight.tell-led", "led-", now, now.figures().size());
        }
    }

    /// What enough asked, the rest in one.
    private List<SearchesLed.Figure> led(Province home, LocalDate month, long least) {
        Set<String> enough = enough(home, month, least);
        Map<String, SearchesLed.Figure> figures = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT city, field,
                               count(*) FILTER (WHERE what = 'OPENED') AS opened,
                               count(*) FILTER (WHERE what = 'ORDERED') AS ordered
                        FROM insight.led
                        WHERE home = ? AND day >= ? AND day < ? AND first
                        GROUP BY city, field
                        """)
                .params(home.code(), month, month.plusMonths(1))
                .query((row, _) -> ledFigure(row))
                .list()
                .forEach(one -> {
                    boolean tellable = isTellable(one.city(), one.field(), month, enough);
                    SearchesLed.Figure told =
                            tellable
                                    ? one
                                    : new SearchesLed.Figure(
                                            MERGED, MERGED, one.opened(), one.ordered());
                    figures.merge(
                            told.city() + "/" + told.field(),
                            told,
                            (a, b) ->
                                    new SearchesLed.Figure(
                                            a.city(),
                                            a.field(),
                                            a.opened() + b.opened(),
                                            a.ordered() + b.ordered()));
                });
        return List.copyOf(figures.values());
    }

    private static SearchesLed.Figure ledFigure(ResultSet row) throws SQLException {
        return new SearchesLed.Figure(
                Objects.requireNonNull(row.getString("city")),
                Objects.requireNonNull(row.getString("field")),
                row.getLong("opened"),
                row.getLong("ordered"));
    }

    private List<SearchesLed.Place> places(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT place, count(*) FILTER (WHERE what = 'OPENED') AS opened,
                               count(*) FILTER (WHERE what = 'ORDERED') AS ordered
                        FROM insight.led WHERE home = ? AND day >= ? AND day < ? GROUP BY place
                        """)
                .params(home.code(), month, month.plusMonths(1))
                .query((row, _) -> place(row))
                .list();
    }

    private static SearchesLed.Place place(ResultSet row) throws SQLException {
        return new SearchesLed.Place(
                row.getInt("place"), row.getLong("opened"), row.getLong("ordered"));
    }

    private List<SearchesLed.Figure> toldLed(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT city, field, opened, ordered FROM insight.led_figure
                        WHERE home = ? AND month = ?
                        """)
                .params(home.code(), month)
                .query((row, _) -> ledFigure(row))
                .list();
    }

    private List<SearchesLed.Place> toldPlaces(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT place, opened, ordered FROM insight.led_place
                        WHERE home = ? AND month = ?
                        """)
                .params(home.code(), month)
                .query((row, _) -> place(row))
                .list();
    }

    private static SearchesCounted sorted(SearchesCounted one) {
        return new SearchesCounted(
                one.month(),
                one.figures().stream()
                        .sorted(Comparator.comparing(Figure::city).thenComparing(Figure::field))
                        .toList(),
                one.wanted().stream()
                        .sorted(Comparator.comparing(Wanted::kind).thenComparing(Wanted::text))
                        .toList());
    }

    private SearchesCounted counted(Province home, LocalDate month, long least) {
        List<Wanted> wanted = new ArrayList<>(unmetSentences(home, month, least));
        wanted.addAll(words(home, month, least));
        if (month.equals(rules.today().withDayOfMonth(1))) {
            rules.popularDays(home)
                    .ifPresent(days -> wanted.addAll(popular(home, days.value(), least)));
        }
        return new SearchesCounted(month, figures(home, month, least), wanted);
    }

    /// Figures that enough different organisations are in.
    private Set<String> enough(Province home, LocalDate month, long least) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                SELECT about FROM insight.asker
                                WHERE home = ? AND starts_with(about, ?)
                                GROUP BY about HAVING count(*) >= ?
                                """)
                        .params(home.code(), "figure/" + month + "/", least)
                        .query(String.class)
                        .list());
    }

    private static boolean isTellable(
            String city, String field, LocalDate month, Set<String> enough) {
        return city.isEmpty() || enough.contains("figure/" + month + "/" + city + "/" + field);
    }

    private List<Figure> figures(Province home, LocalDate month, long least) {
        Set<String> enough = enough(home, month, least);
        List<Figure> figures = new ArrayList<>();
        Figure rest = new Figure(MERGED, MERGED, 0, 0, 0);
        for (Figure one : all(home, month)) {
            boolean tellable = isTellable(one.city(), one.field(), month, enough);
            if (tellable) {
                figures.add(one);
            } else {
                rest =
                        new Figure(
                                MERGED,
                                MERGED,
                                rest.asked() + one.asked(),
                                rest.far() + one.far(),
                                rest.none() + one.none());
            }
        }
        if (rest.asked() > 0) {
            figures.add(rest);
        }
        return figures;
    }

    private List<Figure> all(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT city, field, count(*) AS asked,
                               count(*) FILTER (WHERE outcome = 'FAR') AS far,
                               count(*) FILTER (WHERE outcome = 'NONE') AS none
                        FROM insight.asked
                        WHERE home = ? AND day >= ? AND day < ?
                        GROUP BY city, field
                        """)
                .params(home.code(), month, month.plusMonths(1))
                .query((row, _) -> figure(row))
                .list();
    }

    /// What was asked and not found in a month, by so many askers at least.
    private List<Wanted> wanted(String sql, Province home, LocalDate month, long least) {
        return jdbc.sql(sql)
                .param("home", home.code())
                .param("from", month)
                .param("until", month.plusMonths(1))
                .param("least", least)
                .param("most", WANTED_MAX)
                .query((row, _) -> wanted(row))
                .list();
    }

    private List<Wanted> unmetSentences(Province home, LocalDate month, long least) {
        return wanted(
                """
                SELECT 'SENTENCE' AS kind, lower(a.sentence) AS text, count(*) AS asked
                FROM insight.asked a
                WHERE a.home = :home AND a.day >= :from AND a.day < :until
                  AND a.outcome <> 'FOUND'
                  AND :least <= (SELECT count(*) FROM insight.asker k
                                 WHERE k.home = a.home
                                   AND k.about = 'sentence/' || lower(a.sentence))
                GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT :most
                """,
                home,
                month,
                least);
    }

    private List<Wanted> words(Province home, LocalDate month, long least) {
        return wanted(
                """
                SELECT 'WORD' AS kind, lower(w.word) AS text, count(*) AS asked
                FROM insight.asked a, jsonb_array_elements_text(a.lacking) AS w (word)
                WHERE a.home = :home AND a.day >= :from AND a.day < :until
                  AND :least <= (SELECT count(*) FROM insight.asker k
                                 WHERE k.home = a.home
                                   AND k.about = 'word/' || lower(w.word))
                GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT :most
                """,
                home,
                month,
                least);
    }

    /// As it is mostly written.
    private List<Wanted> popular(Province home, long days, long least) {
        return jdbc.sql(
                        """
                        SELECT 'POPULAR' AS kind,
                               mode() WITHIN GROUP (ORDER BY a.sentence) AS text,
                               count(*) AS asked
                        FROM insight.asked a
                        WHERE a.home = :home AND a.day > :since AND a.outcome = 'FOUND'
                          AND :least <= (SELECT count(*) FROM insight.asker k
                                         WHERE k.home = a.home AND k.day > :since
                                           AND k.about = 'sentence/' || lower(a.sentence))
                        GROUP BY lower(a.sentence) ORDER BY 3 DESC, 2 LIMIT :most
                        """)
                .param("home", home.code())
                .param("since", rules.today().minusDays(days))
                .param("least", least)
                .param("most", POPULAR_MAX)
                .query((row, _) -> wanted(row))
                .list();
    }

    private List<Figure> told(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT city, field, asked, far, none FROM insight.figure
                        WHERE home = ? AND month = ?
                        """)
                .params(home.code(), month)
                .query((row, _) -> figure(row))
                .list();
    }

    private List<Wanted> toldWanted(Province home, LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT kind, text, asked FROM insight.wanted WHERE home = ? AND month = ?
                        """)
                .params(home.code(), month)
                .query((row, _) -> wanted(row))
                .list();
    }

    private static Figure figure(ResultSet row) throws SQLException {
        return new Figure(
                Objects.requireNonNull(row.getString("city")),
                Objects.requireNonNull(row.getString("field")),
                row.getLong("asked"),
                row.getLong("far"),
                row.getLong("none"));
    }

    private static Wanted wanted(ResultSet row) throws SQLException {
        return new Wanted(
                Kind.valueOf(row.getString("kind")),
                Objects.requireNonNull(row.getString("text")),
                row.getLong("asked"));
    }

    /// Those that many asked lately, the most asked first.
    List<String> popular() {
        return jdbc.sql(
                        """
                        SELECT text FROM insight.wanted w
                        WHERE kind = :kind AND month >= :month
                        GROUP BY text ORDER BY sum(asked) DESC, text LIMIT :most
                        """)
                .param("kind", Kind.POPULAR.name())
                .param("month", rules.today().withDayOfMonth(1).minusMonths(1))
                .param("most", POPULAR_MAX)
                .query((row, _) -> Objects.requireNonNull(row.getString("text")))
                .list();
    }

    /// Deletes what is older than the rules say; where a rule has gone, all of it.
    void forget() {
        homes().forEach(home ->
                transactions.executeWithoutResult(_ -> {
                    WritingHome.name(jdbc, home);
                    forget(home);
                }));
    }

    private void forget(Province home) {
        LocalDate today = rules.today();
        long kept = rules.keptDays(home).map(SearchRules.Limit::value).orElse(0L);
        long recent = rules.recentDays(home).map(SearchRules.Limit::value).orElse(0L);
        jdbc.sql("DELETE FROM insight.asked WHERE home = ? AND day <= ?")
                .params(home.code(), today.minusDays(kept))
                .update();
        jdbc.sql("DELETE FROM insight.led WHERE home = ? AND day <= ?")
                .params(home.code(), today.minusDays(kept))
                .update();
        jdbc.sql("DELETE FROM insight.asker WHERE home = ? AND day <= ?")
                .params(home.code(), today.minusDays(kept))
                .update();
        jdbc.sql(
                        """
                        DELETE FROM insight.recent
                        WHERE home = ? AND (at AT TIME ZONE 'Asia/Shanghai')::date <= ?
                        """)
                .params(home.code(), today.minusDays(recent))
                .update();
    }
}
