package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Makes comparisons of rules in the reader's language.
final class RuleViews {

    private final RuleTable table;
    private final RuleKinds kinds;
    private final Words words;

    RuleViews(RuleTable table, RuleKinds kinds, Words words) {
        this.table = table;
        this.kinds = kinds;
        this.words = words;
    }

    String topicName(String topic, RuleText text) {
        return topicName(topic, text, kinds, words);
    }

    /// What a topic is called: a programme by its own name, all else by the message files.
    static String topicName(String topic, RuleText text, RuleKinds kinds, Words words) {
        RuleKind<?, ?> kind = kinds.of(topic).orElse(null);
        if (kind != null && kind.value() == VoucherRule.class) {
            return words.english()
                    ? text.value().path("nameEn").asString()
                    : text.value().path("nameZh").asString();
        }
        String key = "rule.topic." + topic;
        return words.has(key) ? words.say(key) : topic;
    }

    /// Issuers side by side: one column a programme.
    Comparison programmes(LocalDate on) {
        String stem = RuleTopic.Of.topic(VoucherRule.class);
        List<RuleTable.InForce> columns =
                table.ofKind(stem).stream()
                        .flatMap(rule ->
                                rule.at(on).map(text -> new RuleTable.InForce(rule, text)).stream())
                        .sorted(
                                Comparator.comparing(
                                        (RuleTable.InForce column) -> column.rule().division()))
                        .toList();
        List<Comparison.Head> heads =
                columns.stream()
                        .map(column ->
                                new Comparison.Head(
                                        words.show(column.rule().division()),
                                        topicName(column.rule().topic(), column.text()),
                                        column.rule().home(),
                                        href(column.rule()),
                                        column.text().isExample()))
                        .toList();
        return new Comparison(heads, valueLines(columns));
    }

    /// One line a value of the kind, then where it stands and how sure it is.
    private List<Comparison.Line> valueLines(List<RuleTable.InForce> columns) {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<List<Entry>> values =
                columns.stream().map(column -> lines(column.rule(), column.text())).toList();
        List<@Nullable String> hrefs = new ArrayList<>();
        columns.forEach(column -> hrefs.add(href(column.rule())));
        List<Comparison.Line> lines = new ArrayList<>();
        for (int i = 0; i < values.getFirst().size(); i++) {
            int row = i;
            List<@Nullable Object> cells = new ArrayList<>();
            values.forEach(column -> cells.add(column.get(row).value()));
            lines.add(
                    Comparison.line(
                            words.say(values.getFirst().get(i).label()),
                            cells,
                            hrefs,
                            words::show));
        }
        lines.addAll(origin(columns, hrefs));
        return lines;
    }

    private List<Comparison.Line> origin(
            List<RuleTable.InForce> columns, List<@Nullable String> hrefs) {
        List<Object> since = new ArrayList<>();
        List<Object> sources = new ArrayList<>();
        List<Object> certainties = new ArrayList<>();
        for (RuleTable.InForce column : columns) {
            since.add(column.text().from());
            sources.add(column.text().source());
            certainties.add(column.text().certainty());
        }
        // Never marked: a source is always another one.
        return List.of(
                plain("rulebook.since", since, hrefs),
                plain("rulebook.source", sources, hrefs),
                plain("rulebook.certainty", certainties, hrefs));
    }

    private Comparison.Line plain(String label, List<Object> values, List<@Nullable String> hrefs) {
        return Comparison.line(words.say(label), values, hrefs, value -> "");
    }

    /// Provinces side by side: one column each and one for every division that has rules of its
    /// own; one line a topic.
    Comparison topics(String stem, LocalDate on) {
        List<Rule> rules = table.ofKind(stem);
        List<DivisionCode> columns = new ArrayList<>();
        Arrays.stream(Province.values()).map(Province::division).forEach(columns::add);
        rules.stream()
                .filter(rule -> !rule.national() && !rule.division().isProvince())
                .map(Rule::division)
                .distinct()
                .sorted()
                .forEach(columns::add);
        List<Comparison.Head> heads =
                columns.stream()
                        .map(code ->
                                new Comparison.Head(
                                        words.show(code), null, code.province(), null, false))
                        .toList();
        Map<String, List<Rule>> byTopic = new TreeMap<>();
        rules.forEach(
                rule -> byTopic.computeIfAbsent(rule.topic(), t -> new ArrayList<>()).add(rule));
        List<Comparison.Line> lines = new ArrayList<>();
        byTopic.forEach((topic, some) -> lines.addAll(topicLines(topic, some, columns, on)));
        return new Comparison(heads, lines);
    }

    private List<Comparison.Line> topicLines(
            String topic, List<Rule> rules, List<DivisionCode> columns, LocalDate on) {
        List<RuleTable.@Nullable InForce> texts = new ArrayList<>();
        columns.forEach(code -> texts.add(nearest(rules, code, on)));
        List<@Nullable String> hrefs = new ArrayList<>();
        columns.forEach(code -> hrefs.add("/rules/" + topic + "/" + code.value()));
        RuleText any = rules.getFirst().newest();
        List<Entry> labels = lines(rules.getFirst(), any);
        List<Comparison.Line> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (RuleTable.InForce text : texts) {
                cells.add(text == null ? null : lines(text.rule(), text.text()).get(i).value());
            }
            String label =
                    labels.size() == 1
                            ? topicName(topic, any)
                            : topicName(topic, any) + " · " + words.say(labels.get(i).label());
            lines.add(Comparison.line(label, cells, hrefs, words::show));
        }
        return lines;
    }

    private static RuleTable.@Nullable InForce nearest(
            List<Rule> rules, DivisionCode division, LocalDate on) {
        List<DivisionCode> levels = division.upwards();
        return rules.stream()
                .filter(rule -> levels.contains(rule.division()))
                .filter(rule -> rule.at(on).isPresent())
                .min(
                        Comparator.comparingInt(rule ->
                                rule.national() ? levels.size() : levels.indexOf(rule.division())))
                .map(rule -> new RuleTable.InForce(rule, rule.at(on).orElseThrow()))
                .orElse(null);
    }

    /// All versions of one rule, the newest first.
    Comparison versions(Rule rule) {
        List<RuleTable.InForce> columns =
                rule.versions().reversed().stream()
                        .map(text -> new RuleTable.InForce(rule, text))
                        .toList();
        List<Comparison.Head> heads =
                columns.stream()
                        .map(column ->
                                new Comparison.Head(
                                        words.say(
                                                "rulebook.version",
                                                "version",
                                                column.text().version()),
                                        span(column.text()),
                                        null,
                                        null,
                                        column.text().isExample()))
                        .toList();
        List<Comparison.Line> lines =
                valueLines(columns).stream()
                        .map(line ->
                                new Comparison.Line(
                                        line.label(),
                                        line.cells().stream()
                                                .map(cell ->
                                                        new org.deltacommons.foundation.web.Cell(
                                                                cell.value(), null, cell.mark()))
                                                .toList()))
                        .toList();
        return new Comparison(heads, lines);
    }

    /// `2026-01-01 起` or `2026-01-01 至 2026-12-31`, the last day being named, not the one after.
    String span(RuleText text) {
        LocalDate until = text.until();
        return until == null
                ? words.say("rulebook.span.open", "from", text.from())
                : words.say(
                        "rulebook.span", Map.of("from", text.from(), "last", until.minusDays(1)));
    }

    List<Entry> lines(Rule rule, RuleText text) {
        return kinds.of(rule.topic())
                .map(kind -> kind.lines(text.value()))
                .orElseGet(() -> List.of(Entry.of("rulebook.line.value", text.value().toString())));
    }

    static String href(Rule rule) {
        return "/rules/%s/%s".formatted(rule.topic(), rule.division().value());
    }
}
