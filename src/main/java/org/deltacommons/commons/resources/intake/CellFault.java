package org.deltacommons.commons.resources.intake;

import java.util.Map;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.kernel.Refusal;

/// What is wrong with one cell, kept so that it can be said in any language later.
///
/// @param column the key of a [Field]
/// @param value as typed
/// @param code the refusal's code
/// @param values of its sentence, as texts
public record CellFault(String column, String value, String code, Map<String, String> values) {

    public CellFault {
        values = Map.copyOf(values);
        value = value.length() <= 200 ? value : value.substring(0, 200) + "…";
    }

    static CellFault of(Field field, String value, ResourcesReason reason) {
        return new CellFault(field.key(), value, reason.code(), Map.of());
    }

    CellFault with(String name, Object what) {
        Map<String, String> more = new java.util.HashMap<>(values);
        more.put(name, what.toString());
        return new CellFault(column, value, code, more);
    }

    static CellFault of(String column, String value, Refusal why) {
        Map<String, String> values = new java.util.HashMap<>();
        why.values().forEach((name, what) -> values.put(name, what.toString()));
        return new CellFault(column, value, why.code(), values);
    }

    public Refusal refusal() {
        return new Refusal(code, Map.copyOf(values), null);
    }
}
