package org.deltacommons.kernel;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A "no" that a person can act on: the reason, the values of its sentence, the rule behind it.
///
/// @param code `module.REASON`, the key of the sentence
/// @param values by the names the sentence uses: texts, numbers, [Money], instants
/// @param rule what it rests on, if a rule
public record Refusal(String code, Map<String, Object> values, @Nullable RuleVersion rule) {

    public Refusal {
        values = Map.copyOf(values);
    }

    public static Refusal of(Reason reason) {
        return new Refusal(reason.code(), Map.of(), null);
    }

    public static Refusal of(Reason reason, String name, Object value) {
        return new Refusal(reason.code(), Map.of(name, value), null);
    }

    public Refusal with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new Refusal(code, more, rule);
    }

    public Refusal under(RuleVersion version) {
        return new Refusal(code, values, version);
    }

    public boolean is(Reason reason) {
        return code.equals(reason.code());
    }
}
