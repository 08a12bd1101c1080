package org.deltacommons.surface.portal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.commons.vouchers.ClaimTerms;
import org.deltacommons.commons.vouchers.Programme;
import org.deltacommons.commons.vouchers.Redemption;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The portal.
@Controller
class HomePages {

    private static final int NOTICES_MAX = 5;
    private static final List<String> EXAMPLES =
            List.of("portal.example.crack", "portal.example.membrane", "portal.example.chip");

    /// One tile of the map.
    ///
    /// @param place the class that puts it on the grid
    /// @param count listed resources
    record Tile(String name, Province province, String place, long count, String href) {}

    /// The sums of one province.
    record ProvinceFigure(Province province, long resources, long cities) {}

    /// A programme that takes applications.
    ///
    /// @param href where one applies; for those who cannot, its rule
    /// @param closed that its claims are over and since when: what is granted now is never paid
    record Open(
            String name,
            DivisionCode issuer,
            Money budget,
            String href,
            String ruleHref,
            @Nullable String closed) {}

    /// A batch in public notice.
    record Notice(String title, @Nullable Instant until, String href) {}

    record HomePage(
            List<String> examples,
            List<Tile> tiles,
            List<ProvinceFigure> provinces,
            List<Open> open,
            List<Notice> notices) {}

    private record City(String code, String nameZh, String nameEn, String x, String y) {}

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Records records;
    private final Procedures procedures;
    private final JdbcClient jdbc;
    private final Titles titles;
    private final ClaimTerms terms;
    private final Clock clock;
    private final Words words;
    private final List<City> cities = cities();
    private final LoadingCache<String, Map<String, Long>> counts =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build(_ -> countByDivision());

    /// The programmes whose claims are over, each with its last day.
    private final LoadingCache<LocalDate, Map<String, LocalDate>> closed =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(this::claimsOver);

    HomePages(
            Records records,
            Procedures procedures,
            Titles titles,
            ClaimTerms terms,
            JdbcClient jdbc,
            Clock clock,
            Words words) {
        this.titles = titles;
        this.terms = terms;
        this.clock = clock;
        this.records = records;
        this.procedures = procedures;
        this.jdbc = jdbc;
        this.words = words;
    }

    @GetMapping("/")
    String home(Actor actor, Model model) {
        Map<String, Long> byCity = Objects.requireNonNull(counts.get("all"));
        List<Tile> tiles = cities.stream().map(city -> tile(city, byCity)).toList();
        model.addAttribute(
                "page",
                new HomePage(
                        EXAMPLES.stream().map(words::say).toList(),
                        tiles,
                        provinces(tiles),
                        open(actor),
                        notices()));
        return "portal/home";
    }

    private Tile tile(City city, Map<String, Long> byCity) {
        return new Tile(
                words.english() ? city.nameEn() : shortName(city.nameZh()),
                new DivisionCode(city.code()).province(),
                "gx-" + city.x() + " gy-" + city.y(),
                byCity.getOrDefault(city.code(), 0L),
                "/finding?city=" + city.code());
    }

    /// As maps write it: every tile is a city, so none says so.
    private static String shortName(String city) {
        return city.length() > 2 && city.endsWith("市")
                ? city.substring(0, city.length() - 1)
                : city;
    }

    private static List<ProvinceFigure> provinces(List<Tile> tiles) {
        List<ProvinceFigure> figures = new ArrayList<>();
        for (Province province : Province.values()) {
            List<Tile> own = tiles.stream().filter(tile -> tile.province() == province).toList();
            figures.add(
                    new ProvinceFigure(
                            province, own.stream().mapToLong(Tile::count).sum(), own.size()));
        }
        return figures;
    }

    private List<Open> open(Actor actor) {
        boolean applies = procedures.offers("voucher", "apply", actor);
        Map<String, LocalDate> over =
                Objects.requireNonNull(closed.get(LocalDate.ofInstant(clock.instant(), ZONE)));
        return programmes().stream()
                .map(programme -> open(programme, applies, over.get(programme.id().value())))
                .toList();
    }

    private List<Programme> programmes() {
        return records.list(Programme.class, "t.open", "t.issuer, t.id", Map.of(), 50);
    }

    private Map<String, LocalDate> claimsOver(LocalDate today) {
        Map<String, LocalDate> over = new HashMap<>();
        for (Programme programme : programmes()) {
            terms.last(programme, today)
                    .filter(today::isAfter)
                    .ifPresent(last -> over.put(programme.id().value(), last));
        }
        return over;
    }

    private Open open(Programme programme, boolean applies, @Nullable LocalDate over) {
        String rule = "/rules/voucher.programme." + programme.id() + "/" + programme.issuer();
        return new Open(
                programme.name(words.english()),
                programme.issuer(),
                programme.budget(),
                applies ? "/open/voucher/apply?programme=" + programme.id() : rule,
                rule,
                over == null ? null : words.say("portal.open.closed", "last", over));
    }

    private List<Notice> notices() {
        List<Redemption> newest =
                records.list(
                        Redemption.class,
                        "t.state <> 'COLLECTING'",
                        "t.notice_from DESC",
                        Map.of(),
                        NOTICES_MAX);
        Map<String, String> called = titles.of(newest);
        return newest.stream()
                .map(batch ->
                        new Notice(
                                called.getOrDefault(batch.id().value(), ""),
                                batch.noticeUntil(),
                                "/cases/redemption/" + batch.id()))
                .toList();
    }

    /// Counties count for their city; Shanghai's districts for Shanghai.
    private Map<String, Long> countByDivision() {
        return jdbc
                .sql(
                        """
                        SELECT details->>'division' AS division, count(*) AS n
                        FROM resources.resource
                        WHERE state IN ('PUBLISHED', 'UNDER_REPAIR', 'CUSTOMS_LOCK')
                        GROUP BY 1
                        """)
                .query((result, _) ->
                        Map.entry(
                                new DivisionCode(
                                                Objects.requireNonNull(
                                                        result.getString("division")))
                                        .city()
                                        .value(),
                                result.getLong("n")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    }

    private static List<City> cities() {
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                HomePages.class.getResourceAsStream("/seed/divisions.csv")),
                        StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .stream()
                    .filter(line -> !line.get("grid_x").isEmpty())
                    .map(HomePages::city)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static City city(CSVRecord line) {
        return new City(
                line.get("code"),
                line.get("name"),
                line.get("name_en"),
                line.get("grid_x"),
                line.get("grid_y"));
    }

    @Bean
    static MenuEntry noticesMenu() {
        return new MenuEntry("menu.notices", "/notices", "speakerphone", 60, _ -> true);
    }
}
