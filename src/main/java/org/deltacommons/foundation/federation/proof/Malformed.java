package org.deltacommons.foundation.federation.proof;

import java.util.Map;

/// What was given cannot be read as what it should be.
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Map<String, String> values;

    private Malformed(String key, Map<String, String> values) {
        super(key + " " + values, null, false, false);
        this.key = key;
        this.values = values;
    }

    static Malformed file() {
        return new Malformed("verify.malformed.file", Map.of());
    }

    public static Malformed field(String name) {
        return new Malformed("verify.malformed.field", Map.of("field", name));
    }

    public static Malformed signature(String name) {
        return new Malformed("verify.signature", Map.of("name", name));
    }

    Verdict verdict() {
        return Verdict.of(false, key, values);
    }
}
