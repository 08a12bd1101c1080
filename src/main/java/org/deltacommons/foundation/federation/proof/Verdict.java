package org.deltacommons.foundation.federation.proof;

import java.util.Map;

/// What became of a proof or a receipt.
///
/// @param key of a sentence in the messages
/// @param values that the sentence names
public record Verdict(boolean valid, String key, Map<String, String> values) {

    public Verdict {
        values = Map.copyOf(values);
    }

    static Verdict of(ProofResult result, Map<String, String> values) {
        return new Verdict(result == ProofResult.VALID, "verify." + result.name(), values);
    }
}
