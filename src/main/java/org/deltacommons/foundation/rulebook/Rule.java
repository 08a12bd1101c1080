package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.RuleVersion;

/// All versions of one division's rule about one topic.
///
/// Where two versions cover a day, the later one holds: so a rule of limited time is laid over an
/// open one, and the open one holds again when it has ended.
///
/// @param id `topic/division`, or `topic/province/national`
/// @param division whose rule; of a national one, the province that keeps it
/// @param national whether it stands behind the province's own
/// @param versions in the order of their numbers, at least one
@Stored("rulebook.rule")
public record Rule(
        Id<Rule> id,
        Province home,
        String topic,
        DivisionCode division,
        boolean national,
        List<RuleText> versions)
        implements Row {

    /// How a national rule names its division: the code of the whole country in GB/T 2260.
    public static final String NATION = "100000";

    public Rule {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a rule has a text: " + id);
        }
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).version() != i + 1) {
                throw new IllegalArgumentException("versions are counted: " + id);
            }
        }
    }

    public static Id<Rule> idOf(String topic, DivisionCode division) {
        return Id.of(topic + "/" + division.value());
    }

    public static Id<Rule> nationalId(String topic, Province keeper) {
        return Id.of(topic + "/" + keeper.code() + "/national");
    }

    /// The version in force on a day.
    public Optional<RuleText> at(LocalDate on) {
        return versions.stream()
                .filter(text -> text.isInForce(on))
                .max(Comparator.comparingInt(RuleText::version));
    }

    public RuleText newest() {
        return versions.getLast();
    }

    public RuleVersion named(RuleText text) {
        return new RuleVersion(
                topic, national ? NATION : division.value(), text.version(), text.source());
    }

    Rule with(RuleText text) {
        List<RuleText> all = new ArrayList<>(versions);
        all.add(text);
        return new Rule(id, home, topic, division, national, all);
    }
}
