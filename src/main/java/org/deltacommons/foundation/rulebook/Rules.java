package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;

/// What the rule says, for decisions. Pure: reads rows by id and nothing else. A rule of another
/// province is a replica.
public final class Rules {

    /// The rule of the nearest division that has one on that day: county, city, province, and the
    /// national one that the province keeps.
    ///
    /// @param topic such as `voucher.programme.mas-2026`; one of the value's class
    /// @param on in Asia/Shanghai
    public <T extends Record> Optional<Applied<T>> at(
            Rows rows, Class<T> valueType, String topic, DivisionCode division, LocalDate on) {
        return nearest(id -> rows.find(Rule.class, id), valueType, topic, division, on);
    }

    /// The same for a page, which decides nothing.
    public <T extends Record> Optional<Applied<T>> at(
            Records records,
            Class<T> valueType,
            String topic,
            DivisionCode division,
            LocalDate on) {
        return at(records.together(), valueType, topic, division, on).get();
    }

    /// The same, asked with other questions.
    public <T extends Record> Supplier<Optional<Applied<T>>> at(
            Together together,
            Class<T> valueType,
            String topic,
            DivisionCode division,
            LocalDate on) {
        List<String> ids = new ArrayList<>();
        division.upwards().forEach(level -> ids.add(Rule.idOf(topic, level).value()));
        ids.add(Rule.nationalId(topic, division.province()).value());
        Supplier<List<Rule>> rules =
                together.list(Rule.class, "t.id IN (:ids)", "t.id", Map.of("ids", ids), ids.size());
        return () -> {
            Map<Id<Rule>, Rule> known =
                    rules.get().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
            return nearest(
                    id -> Optional.ofNullable(known.get(id)), valueType, topic, division, on);
        };
    }

    private static <T extends Record> Optional<Applied<T>> nearest(
            Function<Id<Rule>, Optional<Rule>> rules,
            Class<T> valueType,
            String topic,
            DivisionCode division,
            LocalDate on) {
        if (!RuleTopic.Of.covers(valueType, topic)) {
            throw new IllegalArgumentException(topic + " is no topic of " + valueType);
        }
        for (DivisionCode level : division.upwards()) {
            Optional<Applied<T>> found =
                    rules.apply(Rule.idOf(topic, level))
                            .flatMap(rule -> applied(rule, valueType, on));
            if (found.isPresent()) {
                return found;
            }
        }
        return rules.apply(Rule.nationalId(topic, division.province()))
                .flatMap(rule -> applied(rule, valueType, on));
    }

    /// The rule of a kind that has one topic only.
    public <T extends Record> Optional<Applied<T>> at(
            Rows rows, Class<T> valueType, DivisionCode division, LocalDate on) {
        return at(rows, valueType, RuleTopic.Of.topic(valueType), division, on);
    }

    /// A rule at hand, as it applies on a day.
    static <T extends Record> Optional<Applied<T>> applied(
            Rule rule, Class<T> valueType, LocalDate on) {
        return rule.at(on)
                .map(text ->
                        new Applied<>(
                                Json.read(text.value(), valueType),
                                rule.named(text),
                                text.certainty(),
                                text.from(),
                                text.until(),
                                text.seeded()));
    }
}
