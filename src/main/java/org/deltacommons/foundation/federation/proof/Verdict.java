package org.deltacommons.foundation.federation.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What became of a proof or a receipt.
///
/// @param sentences what to say of it, the verdict first
public record Verdict(boolean valid, List<Sentence> sentences) {

    /// A sentence of the messages.
    ///
    /// @param values that the sentence names
    public record Sentence(String key, Map<String, String> values) {
        public Sentence {
            values = Map.copyOf(values);
        }
    }

    public Verdict {
        sentences = List.copyOf(sentences);
    }

    static Verdict of(boolean valid, String key, Map<String, String> values) {
        return new Verdict(valid, List.of(new Sentence(key, values)));
    }

    static Verdict of(ProofResult result) {
        return of(result == ProofResult.VALID, "verify." + result.name(), Map.of());
    }

    Verdict and(String key, Map<String, String> values) {
        List<Sentence> more = new ArrayList<>(sentences);
        more.add(new Sentence(key, values));
        return new Verdict(valid, more);
    }
}
