package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;

/// Rules for pages and the API: all that apply somewhere, all of one kind. Never feeds a decision.
public final class RuleTable {

    private static final int RULES_MAX = 5_000;

    /// A rule and the text of it that holds.
    public record InForce(Rule rule, RuleText text) {}

    private final Records records;

    public RuleTable(Records records) {
        this.records = records;
    }

    public Optional<Rule> find(String topic, DivisionCode division) {
        return records.find(Rule.class, Rule.idOf(topic, division));
    }

    public Optional<Rule> national(String topic, Province keeper) {
        return records.find(Rule.class, Rule.nationalId(topic, keeper));
    }

    /// Everything that applies in a division on a day, of each topic the nearest, by topic.
    public List<InForce> applying(DivisionCode division, LocalDate on) {
        List<String> levels =
                division.upwards().stream().map(DivisionCode::value).distinct().toList();
        List<Rule> rules =
                records.list(
                        Rule.class,
                        "t.division IN (:levels)",
                        "t.topic, t.id",
                        Map.of("levels", levels),
                        RULES_MAX);
        Map<String, InForce> nearest = new TreeMap<>();
        rules.stream()
                .sorted(Comparator.comparingInt(rule -> distance(rule, division)))
                .forEach(rule ->
                        rule.at(on)
                                .ifPresent(text ->
                                        nearest.putIfAbsent(
                                                rule.topic(), new InForce(rule, text))));
        return List.copyOf(nearest.values());
    }

    private static int distance(Rule rule, DivisionCode division) {
        return rule.national() ? 9 : division.upwards().indexOf(rule.division());
    }

    /// The rule of a topic that applies in a division on a day.
    public Optional<InForce> applying(String topic, DivisionCode division, LocalDate on) {
        List<Rule> candidates = new ArrayList<>();
        division.upwards().forEach(level -> find(topic, level).ifPresent(candidates::add));
        national(topic, division.province()).ifPresent(candidates::add);
        return candidates.stream()
                .flatMap(rule -> rule.at(on).map(text -> new InForce(rule, text)).stream())
                .findFirst();
    }

    /// Every rule of a kind, national ones included, by topic and division.
    public List<Rule> ofKind(String stem) {
        return records.list(
                Rule.class,
                "t.topic = :stem OR t.topic LIKE :under",
                "t.topic, t.national DESC, t.division",
                Map.of("stem", stem, "under", stem + ".%"),
                RULES_MAX);
    }
}
