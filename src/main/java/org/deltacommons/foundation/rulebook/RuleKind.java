package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Entry;
import tools.jackson.databind.JsonNode;

/// One kind of rule, contributed as a bean by the module that uses it.
///
/// @param value the record that holds it, annotated with [RuleTopic]
/// @param form what proposes a new one
/// @param filled the form for what is in force, so that only what changes has to be typed
/// @param shown the value's lines on a page, always the same ones in the same order, so that
///   divisions can be compared line by line
public record RuleKind<V extends Record, F extends Record & RuleForm<V>>(
        Class<V> value, Class<F> form, Filling<V, F> filled, Showing<V> shown) {

    /// Fills the form.
    public interface Filling<V, F> {
        F of(V value, LocalDate from, String source);
    }

    /// Says the value in lines.
    public interface Showing<V> {
        List<Entry> lines(V value);
    }

    public RuleKind {
        RuleTopic.Of.topic(value);
    }

    public String stem() {
        return RuleTopic.Of.topic(value);
    }

    public boolean covers(String topic) {
        return RuleTopic.Of.covers(value, topic);
    }

    V read(JsonNode node) {
        return Json.read(node, value);
    }

    public List<Entry> lines(JsonNode node) {
        return shown.lines(read(node));
    }

    F form(JsonNode node, LocalDate from, String source) {
        return filled.of(read(node), from, source);
    }
}
