package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// One thing that was asked, and what was found. Plain values throughout, so that it can be kept
/// with a decision and told to another province.
///
/// @param kind what is asked
/// @param found what was found, in a word of the message files: `condition.<KIND>.<found>` says the
///   value, `condition.<KIND>.<found>.todo` what would satisfy
/// @param values by the names the sentences use; a name that ends in `ivision` holds a division's
///   code, `relation` a [RelationKind]
/// @param source the register or document the value comes from
/// @param asOf the day on which the source said so
/// @param rule what asks it, if a rule of its own
public record Condition(
        Kind kind,
        Check check,
        String found,
        Map<String, String> values,
        @Nullable String source,
        @Nullable LocalDate asOf,
        @Nullable RuleVersion rule) {

    /// What programmes ask.
    public enum Kind {
        /// The programme pays teams at all.
        TEAM_SERVED,
        /// Registered in the issuer's area; a team by its incubator.
        REGISTERED_HERE,
        /// Small or medium by 中小企业划型标准.
        SIZE,
        /// 科技型中小企业 with a valid number, or tenant of a recognised incubator.
        TECHNOLOGY,
        /// No serious dishonesty.
        HONESTY,
        /// Firm and provider are no related parties.
        UNRELATED
    }

    public Condition {
        values = Map.copyOf(values);
    }

    static Condition of(Kind kind, Check check, String found) {
        return new Condition(kind, check, found, Map.of(), null, null, null);
    }

    Condition with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value.toString());
        return new Condition(kind, check, found, more, source, asOf, rule);
    }

    Condition from(@Nullable String origin, @Nullable LocalDate day) {
        return new Condition(kind, check, found, values, origin, day, rule);
    }

    Condition under(RuleVersion version) {
        return new Condition(kind, check, found, values, source, asOf, version);
    }

    public boolean isMet() {
        return check == Check.MET;
    }

    /// The answer to all: the worst of them.
    public static Check all(List<Condition> conditions) {
        if (conditions.stream().anyMatch(each -> each.check == Check.NOT_MET)) {
            return Check.NOT_MET;
        }
        return conditions.stream().allMatch(Condition::isMet) && !conditions.isEmpty()
                ? Check.MET
                : Check.NOT_VERIFIED;
    }

    /// What was found.
    public Phrase sentence() {
        return new Phrase("condition." + kind + "." + found, shown());
    }

    /// What would satisfy it.
    public Phrase remedy() {
        return new Phrase("condition." + kind + "." + found + ".todo", shown());
    }

    /// As a line of a page, with source and date.
    public Entry entry(Words words) {
        Entry line =
                Entry.check("condition." + kind, sentence(), check.mark())
                        .noted(isMet() ? null : words.say(remedy()));
        return source == null
                ? line
                : line.from(
                        asOf == null
                                ? source
                                : words.say(
                                        "condition.source",
                                        Map.of("source", source, "asOf", asOf)));
    }

    private Map<String, Object> shown() {
        Map<String, Object> shown = new HashMap<>(values);
        values.forEach((name, value) -> {
            if (name.endsWith("ivision") && value.matches("3[1-4]\\d{4}")) {
                shown.put(name, new DivisionCode(value));
            } else if (name.equals("relation")) {
                shown.put(name, RelationKind.valueOf(value));
            }
        });
        return shown;
    }
}
