package org.deltacommons.foundation.web;

import java.util.Map;
import org.deltacommons.kernel.Refusal;

/// A sentence before it is put into the reader's language; as a value of a cell or an entry it is
/// said when the page is rendered.
///
/// @param key the message key
/// @param values by the names the sentence uses
public record Phrase(String key, Map<String, ?> values) {

    public Phrase {
        values = Map.copyOf(values);
    }

    public static Phrase of(String key) {
        return new Phrase(key, Map.of());
    }

    public static Phrase of(String key, String name, Object value) {
        return new Phrase(key, Map.of(name, value));
    }

    /// The first sentence of a refusal, as it stands at a field or above a form.
    public static Phrase of(Refusal refusal) {
        return new Phrase("refusal." + refusal.code() + ".what", refusal.values());
    }
}
