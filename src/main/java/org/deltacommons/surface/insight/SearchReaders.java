package org.deltacommons.surface.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What each reader sees of the searches. Provider managers, officers and auditors see what every
/// province tells; of their own division, officers and auditors see every count besides, but no
/// sentence more.
@Component
class SearchReaders {

    /// A month's count of one city and field; see [SearchesCounted.Figure] and
    /// [SearchesLed.Figure].
    record Line(
            LocalDate month,
            Province home,
            String city,
            String field,
            long asked,
            long far,
            long none,
            long opened,
            long ordered) {}

    /// What was asked and not found, or often asked.
    record WantedLine(LocalDate month, Province home, String kind, String text, long asked) {}

    private static final Set<Role> READERS =
            Set.of(
                    Role.PROVIDER_MANAGER,
                    Role.COUNTY_OFFICER,
                    Role.PROVINCIAL_OFFICER,
                    Role.AUDITOR);

    private final JdbcClient jdbc;

    SearchReaders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static boolean may(Actor actor) {
        return READERS.stream().anyMatch(actor::has);
    }

    /// Provinces of which the actor sees every count.
    static Set<String> wholeHomes(Actor actor) {
        Set<String> homes = new TreeSet<>();
        Arrays.stream(Province.values())
                .map(Province::code)
                .filter(home ->
                        actor.may(Role.PROVINCIAL_OFFICER, home)
                                || actor.may(Role.COUNTY_OFFICER, home)
                                || actor.may(Role.AUDITOR, home))
                .forEach(homes::add);
        return homes;
    }

    /// Cities of which the actor sees every count. An officer of a county sees no more of the city.
    static Set<String> wholeCities(Actor actor) {
        Set<String> cities = new TreeSet<>();
        for (Membership one : actor.memberships()) {
            boolean officer = one.role() == Role.COUNTY_OFFICER || one.role() == Role.AUDITOR;
            if (officer && new DivisionCode(one.where()).isCity()) {
                cities.add(one.where());
            }
        }
        return cities;
    }

    /// @param from the first month
    /// @param until the last month
    List<Line> lines(Actor actor, LocalDate from, LocalDate until) {
        List<String> homes = orNone(wholeHomes(actor));
        List<String> cities = orNone(wholeCities(actor));
        List<Line> lines = new ArrayList<>(told(homes, cities, from, until));
        lines.addAll(whole(homes, cities, from, until));
        lines.sort(
                Comparator.comparing(Line::month)
                        .reversed()
                        .thenComparing(Line::home)
                        .thenComparing(Line::city)
                        .thenComparing(Line::field));
        return lines;
    }

    /// An empty list is no SQL.
    private static List<String> orNone(Set<String> codes) {
        return codes.isEmpty() ? List.of("none") : List.copyOf(codes);
    }

    private List<Line> told(
            List<String> homes, List<String> cities, LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        SELECT month, home, city, field, asked, far, none,
                               coalesce(opened, 0) AS opened, coalesce(ordered, 0) AS ordered
                        FROM insight.figure
                        LEFT JOIN insight.led_figure USING (home, month, city, field)
                        WHERE month >= :from AND month <= :until
                          AND home NOT IN (:homes) AND city NOT IN (:cities)
                          -- It holds what of a whole city is told in full beside it.
                          AND NOT (city = '*' AND left(home, 2) IN (:provinces))
                        """)
                .param("from", from)
                .param("until", until)
                .param("homes", homes)
                .param("cities", cities)
                .param("provinces", cities.stream().map(city -> city.substring(0, 2)).toList())
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("month", LocalDate.class),
                Province.of(row.getString("home")),
                row.getString("city"),
                row.getString("field"),
                row.getLong("asked"),
                row.getLong("far"),
                row.getLong("none"),
                row.getLong("opened"),
                row.getLong("ordered"));
    }

    private List<Line> whole(
            List<String> homes, List<String> cities, LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        WITH counted AS (
                            SELECT date_trunc('month', day)::date AS month, home, city, field,
                                   count(*) AS asked,
                                   count(*) FILTER (WHERE outcome = 'FAR') AS far,
                                   count(*) FILTER (WHERE outcome = 'NONE') AS none
                            FROM insight.asked
                            WHERE day >= :from AND day < :until
                              AND (home IN (:homes) OR city IN (:cities))
                            GROUP BY 1, 2, 3, 4),
                        led AS (
                            SELECT date_trunc('month', day)::date AS month, home, city, field,
                                   count(*) FILTER (WHERE what = 'OPENED') AS opened,
                                   count(*) FILTER (WHERE what = 'ORDERED') AS ordered
                            FROM insight.led
                            WHERE day >= :from AND day < :until AND first
                              AND (home IN (:homes) OR city IN (:cities))
                            GROUP BY 1, 2, 3, 4)
                        SELECT month, home, city, field, asked, far, none,
                               coalesce(opened, 0) AS opened, coalesce(ordered, 0) AS ordered
                        FROM counted LEFT JOIN led USING (month, home, city, field)
                        """)
                .param("from", from)
                .param("until", until.plusMonths(1))
                .param("homes", homes)
                .param("cities", cities)
                .query((row, _) -> line(row))
                .list();
    }

    /// What was opened and ordered at which place among the hits, of all provinces together; those
    /// of one's own as of now, the others' as they told it last.
    List<SearchesLed.Place> places(
            Actor actor, Set<String> homes, LocalDate from, LocalDate until) {
        Set<String> whole = wholeHomes(actor);
        return jdbc.sql(
                        """
                        SELECT place, sum(opened) AS opened, sum(ordered) AS ordered FROM (
                            SELECT place, opened, ordered FROM insight.led_place
                            WHERE month >= :from AND month <= :until
                              AND home IN (:homes) AND home NOT IN (:whole)
                            UNION ALL
                            SELECT place, count(*) FILTER (WHERE what = 'OPENED'),
                                   count(*) FILTER (WHERE what = 'ORDERED')
                            FROM insight.led
                            WHERE day >= :from AND day < :after
                              AND home IN (:homes) AND home IN (:whole)
                            GROUP BY place) every
                        GROUP BY place ORDER BY place = 0, place
                        """)
                .param("from", from)
                .param("until", until)
                .param("after", until.plusMonths(1))
                .param("homes", orNone(homes))
                .param("whole", orNone(whole))
                .query((row, _) ->
                        new SearchesLed.Place(
                                row.getInt("place"), row.getLong("opened"), row.getLong("ordered")))
                .list();
    }

    List<WantedLine> wanted(LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        SELECT month, home, kind, text, asked FROM insight.wanted
                        WHERE month >= ? AND month <= ?
                        ORDER BY month DESC, asked DESC, text, home
                        """)
                .params(from, until)
                .query((row, _) ->
                        new WantedLine(
                                row.getObject("month", LocalDate.class),
                                Province.of(row.getString("home")),
                                row.getString("kind"),
                                row.getString("text"),
                                row.getLong("asked")))
                .list();
    }
}
