package org.deltacommons.surface.insight;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.surface.insight.SearchReaders.Line;
import org.deltacommons.surface.insight.SearchReaders.WantedLine;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// What was searched, and what of it was not found, by field, city and month: where the region
/// lacks something.
@Controller
class SearchPages {

    private static final int MONTHS_USUAL = 3;
    private static final int MONTHS_MAX = 24;
    private static final int BARS_MAX = 15;
    private static final int LINES = 50;

    /// Places that are shown each for itself.
    private static final int PLACES = 10;

    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String PROVINCE = "province";

    /// The sum of some lines.
    record Sum(String name, long asked, long far, long none, long opened, long ordered) {

        private static Sum of(String name, Line line) {
            return new Sum(
                    name, line.asked(), line.far(), line.none(), line.opened(), line.ordered());
        }

        private Sum plus(Sum more) {
            return new Sum(
                    name,
                    asked + more.asked,
                    far + more.far,
                    none + more.none,
                    opened + more.opened,
                    ordered + more.ordered);
        }

        private long unmet() {
            return far + none;
        }
    }

    /// @param title and says are message keys
    /// @param points what is drawn, as JSON; the table has the same
    record Chart(String title, String says, String points, Table table) {}

    /// @param privacy how what is shown is kept from leading to anybody
    record SearchPage(List<String> privacy, List<Chart> charts) {}

    /// For machines. An empty city is a visitor's, an empty field was not recognised, `*` is what
    /// is too little to be told apart.
    record SearchAnswer(
            YearMonth from,
            YearMonth until,
            List<LineItem> figures,
            List<SearchesLed.Place> places,
            List<WantedItem> wanted) {}

    record LineItem(
            YearMonth month,
            Province home,
            String city,
            String field,
            long asked,
            long far,
            long none,
            long opened,
            long ordered) {}

    record WantedItem(
            YearMonth month, Province home, SearchesCounted.Kind kind, String text, long asked) {}

    private record Span(LocalDate from, LocalDate until) {}

    private final SearchReaders readers;
    private final SearchRules rules;
    private final Words words;

    SearchPages(SearchReaders readers, SearchRules rules, Words words) {
        this.readers = readers;
        this.rules = rules;
        this.words = words;
    }

    private static void permitted(Actor actor) {
        if (!SearchReaders.may(actor)) {
            throw new RefusedException(actor.isVisitor() ? WebReason.SIGN_IN : WebReason.FORBIDDEN);
        }
    }

    /// Whole months, because the provinces tell each other whole months.
    private Span span(Address address) {
        YearMonth now = YearMonth.from(rules.today());
        YearMonth until = month(address, UNTIL).orElse(now);
        YearMonth from = month(address, FROM).orElse(until.minusMonths(MONTHS_USUAL - 1));
        if (from.isAfter(until) || from.isBefore(until.minusMonths(MONTHS_MAX))) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", FROM));
        }
        return new Span(from.atDay(1), until.atDay(1));
    }

    private static Optional<YearMonth> month(Address address, String name) {
        try {
            return address.first(name).map(YearMonth::parse);
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", name));
        }
    }

    private List<Line> lines(Actor actor, Address address, Span span) {
        String province = address.first(PROVINCE).orElse("");
        return readers.lines(actor, span.from(), span.until()).stream()
                .filter(line -> province.isEmpty() || line.home().name().equals(province))
                .toList();
    }

    @GetMapping("/searches")
    ModelAndView figures(Address address, Actor actor) {
        permitted(actor);
        Span span = span(address);
        List<Line> lines = lines(actor, address, span);
        ListView view =
                ListView.at(address, "insight.searches")
                        .intro(words.say("insight.searches.intro"))
                        .filters(filters())
                        .columns(
                                ListColumn.of("insight.month"),
                                ListColumn.of("insight.province"),
                                ListColumn.of("insight.city"),
                                ListColumn.of("insight.field"),
                                ListColumn.amount("insight.asked"),
                                ListColumn.amount("insight.far"),
                                ListColumn.amount("insight.none"),
                                ListColumn.amount("insight.opened"),
                                ListColumn.amount("insight.ordered"))
                        .page(page(lines, address))
                        .link("insight.wanted", "/searches/wanted", "zoom-question")
                        .empty("insight.searches.empty")
                        .build();
        List<Chart> charts =
                lines.isEmpty()
                        ? List.of()
                        : List.of(
                                chart("field", sums(lines, this::field)),
                                chart("city", sums(lines, this::city)),
                                byMonth(lines),
                                byPlace(places(actor, address, span)));
        return new ModelAndView(
                "insight/searches",
                Map.of("view", view, "page", new SearchPage(privacy(actor), charts)));
    }

    /// A year has hundreds of lines.
    private Paged<RowView> page(List<Line> lines, Address address) {
        List<String> keys = lines.stream().map(SearchPages::key).toList();
        int from =
                Cursor.decode(address.first(Address.AFTER).orElse(null))
                        .map(at -> keys.indexOf(at.id()) + 1)
                        .orElse(0);
        int until = Math.min(lines.size(), from + address.size(LINES));
        return new Paged<>(
                lines.subList(from, until).stream().map(this::row).toList(),
                until == lines.size() ? null : new Cursor("line", keys.get(until - 1)).encode(),
                lines.size());
    }

    private static String key(Line line) {
        return String.join(
                "/",
                YearMonth.from(line.month()).toString(),
                line.home().code(),
                line.city(),
                line.field());
    }

    private Filter[] filters() {
        YearMonth now = YearMonth.from(rules.today());
        List<Option> months =
                Stream.iterate(now, month -> month.minusMonths(1))
                        .limit(MONTHS_MAX)
                        .map(month -> new Option(month.toString(), month.toString()))
                        .toList();
        List<Option> provinces =
                Stream.of(Province.values())
                        .map(one -> new Option(one.name(), words.show(one)))
                        .toList();
        return new Filter[] {
            Filter.select(FROM, "insight.from", months),
            Filter.select(UNTIL, "insight.until", months),
            Filter.select(PROVINCE, "insight.province", provinces)
        };
    }

    private RowView row(Line line) {
        return RowView.of(
                        key(line),
                        null,
                        YearMonth.from(line.month()).toString(),
                        line.home(),
                        city(line),
                        field(line),
                        line.asked(),
                        line.far(),
                        line.none(),
                        share(line.opened(), line.asked()),
                        share(line.ordered(), line.asked()))
                .fixed();
    }

    private String city(Line line) {
        return switch (line.city()) {
            case "" -> words.say("insight.city.none");
            case SearchFigures.MERGED -> words.say("insight.merged");
            default -> words.show(new DivisionCode(line.city()));
        };
    }

    private String field(Line line) {
        return switch (line.field()) {
            case "" -> words.say("insight.field.none");
            case SearchFigures.MERGED -> words.say("insight.merged");
            default -> words.find("discipline." + line.field(), Map.of()).orElse(line.field());
        };
    }

    /// What is lacking most comes first.
    private static List<Sum> sums(List<Line> lines, Function<Line, String> by) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(by.apply(line), Sum.of(by.apply(line), line), Sum::plus));
        return sums.values().stream()
                .sorted(
                        java.util.Comparator.comparingLong(Sum::unmet)
                                .thenComparingLong(Sum::asked)
                                .reversed()
                                .thenComparing(Sum::name))
                .toList();
    }

    private Chart byMonth(List<Line> lines) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Line line : lines) {
            String month = YearMonth.from(line.month()).toString();
            sums.merge(month, Sum.of(month, line), Sum::plus);
        }
        return chart("month", List.copyOf(sums.values()));
    }

    private Chart chart(String by, List<Sum> sums) {
        List<List<Cell>> rows = new ArrayList<>();
        sums.forEach(sum ->
                rows.add(
                        List.of(
                                Cell.of(sum.name()),
                                Cell.of(sum.asked()),
                                Cell.of(sum.far()),
                                Cell.of(sum.none()),
                                Cell.of(share(sum.opened(), sum.asked())),
                                Cell.of(share(sum.ordered(), sum.asked())))));
        return new Chart(
                "insight.by." + by,
                "insight.by." + by + ".says",
                Json.text(sums.stream().limit(BARS_MAX).toList()),
                new Table(
                        List.of(
                                Column.of("insight." + by),
                                Column.amount("insight.asked"),
                                Column.amount("insight.far"),
                                Column.amount("insight.none"),
                                Column.amount("insight.opened"),
                                Column.amount("insight.ordered")),
                        rows,
                        "insight.searches.empty"));
    }

    /// Such as `12 (40 %)`.
    private String share(long some, long all) {
        return some == 0
                ? "0"
                : words.say(
                        "insight.share",
                        Map.of("some", some, "percent", Math.round(100.0 * some / all)));
    }

    private List<SearchesLed.Place> places(Actor actor, Address address, Span span) {
        String province = address.first(PROVINCE).orElse("");
        Set<String> homes =
                Stream.of(Province.values())
                        .filter(one -> province.isEmpty() || one.name().equals(province))
                        .map(Province::code)
                        .collect(Collectors.toSet());
        return readers.places(actor, homes, span.from(), span.until());
    }

    /// Those behind the tenth in one.
    private static List<SearchesLed.Place> merged(List<SearchesLed.Place> places) {
        Map<Integer, SearchesLed.Place> merged = new LinkedHashMap<>();
        for (SearchesLed.Place one : places) {
            int place = Math.min(one.place(), PLACES + 1);
            merged.merge(
                    place,
                    new SearchesLed.Place(place, one.opened(), one.ordered()),
                    (a, b) ->
                            new SearchesLed.Place(
                                    place, a.opened() + b.opened(), a.ordered() + b.ordered()));
        }
        return List.copyOf(merged.values());
    }

    private Chart byPlace(List<SearchesLed.Place> places) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Map<String, Object>> points = new ArrayList<>();
        for (SearchesLed.Place one : merged(places)) {
            String name =
                    one.place() == 0
                            ? words.say("insight.place.later")
                            : words.say(
                                    one.place() > PLACES
                                            ? "insight.place.from"
                                            : "insight.place.at",
                                    "place",
                                    one.place());
            rows.add(List.of(Cell.of(name), Cell.of(one.opened()), Cell.of(one.ordered())));
            points.add(Map.of("name", name, "opened", one.opened(), "ordered", one.ordered()));
        }
        return new Chart(
                "insight.by.place",
                "insight.by.place.says",
                Json.text(points),
                new Table(
                        List.of(
                                Column.of("insight.place"),
                                Column.amount("insight.place.opened"),
                                Column.amount("insight.place.ordered")),
                        rows,
                        "insight.by.place.empty"));
    }

    private List<String> privacy(Actor actor) {
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say("insight.privacy.masked"));
        rules.askers(actor.home())
                .ifPresent(limit ->
                        sentences.add(
                                words.say(
                                        "insight.privacy.askers",
                                        Map.of("least", limit.value(), "source", limit.source()))));
        sentences.add(words.say("insight.privacy.led"));
        sentences.add(words.say("insight.privacy.told"));
        rules.keptDays(actor.home())
                .ifPresent(limit ->
                        sentences.add(words.say("insight.privacy.kept", "days", limit.value())));
        return sentences;
    }

    @GetMapping("/searches/wanted")
    ModelAndView wanted(Address address, Actor actor) {
        permitted(actor);
        List<WantedLine> lines = wantedLines(address, span(address));
        return new ModelAndView(
                "list",
                "view",
                ListView.at(address, "insight.wanted")
                        .intro(String.join(" ", privacy(actor)))
                        .filters(filters())
                        .columns(
                                ListColumn.of("insight.text"),
                                ListColumn.of("insight.kind"),
                                ListColumn.of("insight.month"),
                                ListColumn.of("insight.province"),
                                ListColumn.amount("insight.asked"))
                        .page(
                                new Paged<>(
                                        lines.stream().map(this::row).toList(), null, lines.size()))
                        .link("insight.searches", "/searches", "chart-bar")
                        .empty("insight.wanted.empty")
                        .build());
    }

    private List<WantedLine> wantedLines(Address address, Span span) {
        String province = address.first(PROVINCE).orElse("");
        return readers.wanted(span.from(), span.until()).stream()
                .filter(line -> province.isEmpty() || line.home().name().equals(province))
                .toList();
    }

    private RowView row(WantedLine line) {
        YearMonth month = YearMonth.from(line.month());
        return RowView.of(
                        String.join(
                                "/",
                                month.toString(),
                                line.home().code(),
                                line.kind(),
                                line.text()),
                        null,
                        line.text(),
                        words.say("insight.kind." + line.kind()),
                        month.toString(),
                        line.home(),
                        line.asked())
                .fixed();
    }

    @GetMapping(path = "/api/v1/searches", produces = "application/json")
    @ResponseBody
    SearchAnswer api(Address address, Actor actor) {
        permitted(actor);
        Span span = span(address);
        return new SearchAnswer(
                YearMonth.from(span.from()),
                YearMonth.from(span.until()),
                lines(actor, address, span).stream().map(SearchPages::item).toList(),
                places(actor, address, span),
                wantedLines(address, span).stream().map(SearchPages::item).toList());
    }

    private static LineItem item(Line line) {
        return new LineItem(
                YearMonth.from(line.month()),
                line.home(),
                line.city(),
                line.field(),
                line.asked(),
                line.far(),
                line.none(),
                line.opened(),
                line.ordered());
    }

    private static WantedItem item(WantedLine line) {
        return new WantedItem(
                YearMonth.from(line.month()),
                line.home(),
                SearchesCounted.Kind.valueOf(line.kind()),
                line.text(),
                line.asked());
    }
}
