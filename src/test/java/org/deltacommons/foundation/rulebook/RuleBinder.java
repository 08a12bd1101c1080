package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Makes rules for tests.
public final class RuleBinder {

    private RuleBinder() {}

    public static RuleText text(int version, String from, @Nullable String until, Record value) {
        return new RuleText(
                version,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                Json.tree(value),
                "测试文件 " + version,
                Certainty.LAW,
                "officer-1",
                "officer-2",
                false);
    }

    public static Rule rule(String topic, String division, List<RuleText> versions) {
        DivisionCode code = new DivisionCode(division);
        return new Rule(Rule.idOf(topic, code), code.province(), topic, code, false, versions);
    }

    /// One version, in force since the beginning of 2026.
    public static Rule rule(String topic, String division, Record value) {
        return rule(topic, division, List.of(text(1, "2026-01-01", null, value)));
    }

    public static Rule national(String topic, Province keeper, Record value) {
        return new Rule(
                Rule.nationalId(topic, keeper),
                keeper,
                topic,
                keeper.division(),
                true,
                List.of(text(1, "2026-01-01", null, value)));
    }
}
