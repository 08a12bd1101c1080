package org.deltacommons.foundation.federation.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges a receipt: with nothing but the receipt and the keys that the reader knows.
public final class Receipts {

    private Receipts() {}

    /// Without trusted keys, what the receipt says of itself is all that is checked, and that is
    /// said.
    public static Verdict check(byte[] json, TrustedKeys trusted) {
        try {
            return judge(Fields.read(json), trusted);
        } catch (Malformed malformed) {
            return malformed.verdict();
        }
    }

    private static Verdict judge(Fields receipt, TrustedKeys trusted) throws Malformed {
        if (receipt.unsigned("receipt") != Receipt.VERSION) {
            throw Malformed.field("receipt");
        }
        byte[] bytes = receipt.text("entry").getBytes(StandardCharsets.UTF_8);
        Fields entry = Fields.read(bytes);
        String home = entry.text("origin");
        long index = entry.unsignedText("index");
        SignedNote note = SignedNote.parse(receipt.text("checkpoint"));
        Checkpoint checkpoint = Checkpoint.of(note);
        if (!checkpoint.origin().equals(Entry.origin(home)) || index < 1) {
            return Verdict.of(false, "verify.receipt.other-feed", Map.of());
        }
        ProofResult proof =
                Proofs.inclusion(
                        index - 1,
                        checkpoint.size(),
                        Entry.leafHash(bytes),
                        receipt.hashes("proof"),
                        checkpoint.root());
        if (proof != ProofResult.VALID) {
            return Verdict.of(proof);
        }
        Set<NoteKey> signers = note.verified(keys(receipt));
        NoteKey signer = signer(signers, checkpoint.origin(), trusted);
        if (!trusted.isEmpty() && !trusted.has(signer)) {
            return Verdict.of(false, "verify.receipt.another-key", Map.of("key", signer.text()));
        }
        if (trusted.isBeyond(signer, checkpoint.size())) {
            return Verdict.of(false, "verify.receipt.given-up", Map.of("key", signer.text()));
        }
        Map<String, String> values = new HashMap<>();
        values.put("home", home);
        values.put("index", Long.toUnsignedString(index));
        values.put("kind", entry.text("kind"));
        values.put("subject", entry.text("subject"));
        values.put("at", entry.text("at"));
        values.put("size", Long.toString(checkpoint.size()));
        Verdict valid =
                witnesses(
                        Verdict.of(true, "verify.receipt", values),
                        signers,
                        signer,
                        receipt.texts("coHosted"),
                        trusted);
        return valid.and(
                trusted.isEmpty() ? "verify.receipt.key" : "verify.receipt.trusted",
                Map.of("key", signer.text()));
    }

    private static List<NoteKey> keys(Fields receipt) throws Malformed {
        List<NoteKey> keys = new ArrayList<>();
        for (String text : receipt.texts("keys")) {
            keys.add(NoteKey.parse(text).orElseThrow(() -> Malformed.field("keys")));
        }
        return keys;
    }

    /// Where a home went on from one key to the next both have signed: the trusted one counts.
    private static NoteKey signer(Set<NoteKey> signers, String origin, TrustedKeys trusted)
            throws Malformed {
        return signers.stream()
                .filter(key -> !key.isWitness() && key.name().equals(origin))
                .max(Comparator.comparing(trusted::has))
                .orElseThrow(() -> Malformed.signature(origin));
    }

    /// A home at the signer's own node has seen nothing that the node did not want it to see.
    private static Verdict witnesses(
            Verdict valid,
            Set<NoteKey> signers,
            NoteKey signer,
            List<String> coHosted,
            TrustedKeys trusted) {
        List<String> names =
                signers.stream()
                        .filter(NoteKey::isWitness)
                        .filter(key -> !key.name().equals(signer.name()))
                        .filter(key ->
                                coHosted.stream().map(Entry::origin).noneMatch(key.name()::equals))
                        .filter(key -> trusted.isEmpty() || trusted.has(key))
                        .filter(key -> !trusted.areCoHosted(key, signer))
                        .map(NoteKey::name)
                        .distinct()
                        .sorted()
                        .toList();
        if (names.size() >= trusted.quorum()) {
            return valid.and("verify.receipt.witnessed", Map.of("names", String.join(" ", names)));
        }
        if (!coHosted.isEmpty()) {
            return valid.and(
                    "verify.receipt.co-hosted", Map.of("homes", String.join(" ", coHosted)));
        }
        return valid.and(
                "verify.receipt.unwitnessed", Map.of("count", Integer.toString(names.size())));
    }
}
