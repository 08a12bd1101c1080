package org.deltacommons.foundation.web;

import java.util.Map;

/// Thrown by the compact constructor of a form's record: this field is wrong, for this reason.
public final class FieldError extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Phrase phrase;

    /// @param field the component's name
    /// @param key the message key of the sentence
    /// @param values by the names the sentence uses
    public FieldError(String field, String key, Map<String, ?> values) {
        super(field + ": " + key);
        this.field = field;
        this.phrase = new Phrase(key, values);
    }

    public FieldError(String field, String key) {
        this(field, key, Map.of());
    }

    public String field() {
        return field;
    }

    public Phrase phrase() {
        return phrase;
    }
}
