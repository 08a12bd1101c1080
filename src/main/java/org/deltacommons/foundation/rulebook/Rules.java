package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Rows;
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
        if (!RuleTopic.Of.covers(valueType, topic)) {
            throw new IllegalArgumentException(topic + " is no topic of " + valueType);
        }
        for (DivisionCode level : division.upwards()) {
            Optional<Applied<T>> found = read(rows, valueType, Rule.idOf(topic, level), on);
            if (found.isPresent()) {
                return found;
            }
        }
        return read(rows, valueType, Rule.nationalId(topic, division.province()), on);
    }

    /// The rule of a kind that has one topic only.
    public <T extends Record> Optional<Applied<T>> at(
            Rows rows, Class<T> valueType, DivisionCode division, LocalDate on) {
        return at(rows, valueType, RuleTopic.Of.topic(valueType), division, on);
    }

    private static <T extends Record> Optional<Applied<T>> read(
            Rows rows, Class<T> valueType, Id<Rule> id, LocalDate on) {
        return rows.find(Rule.class, id).flatMap(rule -> applied(rule, valueType, on));
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
