package org.deltacommons.foundation.federation.proof;

import java.util.Map;

/// Judges a bare proof as a JSON object, in the form of the test data of transparency-dev/merkle.
/// Other fields beside those named, such as `desc`, are ignored.
public final class BareProofs {

    private BareProofs() {}

    /// @param json with `leafIdx`, `treeSize`, `root`, `leafHash`, `proof`
    public static Verdict inclusion(byte[] json) {
        try {
            Fields fields = Fields.read(json);
            long index = fields.unsigned("leafIdx");
            long size = fields.unsigned("treeSize");
            ProofResult result =
                    Proofs.inclusion(
                            index,
                            size,
                            fields.base64("leafHash"),
                            fields.hashes("proof"),
                            fields.base64("root"));
            return result == ProofResult.VALID
                    ? Verdict.of(
                            true,
                            "verify.inclusion",
                            Map.of(
                                    "index",
                                    Long.toUnsignedString(index),
                                    "size",
                                    Long.toUnsignedString(size)))
                    : Verdict.of(result);
        } catch (Malformed malformed) {
            return malformed.verdict();
        }
    }

    /// @param json with `size1`, `size2`, `root1`, `root2`, `proof`
    public static Verdict consistency(byte[] json) {
        try {
            Fields fields = Fields.read(json);
            long size1 = fields.unsigned("size1");
            long size2 = fields.unsigned("size2");
            ProofResult result =
                    Proofs.consistency(
                            size1,
                            size2,
                            fields.base64("root1"),
                            fields.base64("root2"),
                            fields.hashes("proof"));
            return result == ProofResult.VALID
                    ? Verdict.of(
                            true,
                            "verify.consistency",
                            Map.of(
                                    "size1",
                                    Long.toUnsignedString(size1),
                                    "size2",
                                    Long.toUnsignedString(size2)))
                    : Verdict.of(result);
        } catch (Malformed malformed) {
            return malformed.verdict();
        }
    }
}
