package org.deltacommons.foundation.federation.proof;

import java.util.Map;
import java.util.Optional;

/// Judges whatever somebody hands in: a receipt or a bare proof, told apart by its fields.
public final class Verification {

    private Verification() {}

    public static Verdict of(byte[] json, TrustedKeys trusted) {
        if (json.length == 0) {
            return Verdict.of(false, "verify.nothing", Map.of());
        }
        try {
            Fields fields = Fields.read(json);
            if (fields.has("receipt")) {
                return Receipts.check(json, trusted);
            }
            return fields.has("size1") ? BareProofs.consistency(json) : BareProofs.inclusion(json);
        } catch (Malformed malformed) {
            return malformed.verdict();
        }
    }

    /// The fact that a receipt is about, as it was hashed.
    public static Optional<String> entry(byte[] json) {
        try {
            return Optional.of(Fields.read(json).text("entry"));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }
}
