package org.deltacommons.foundation.federation.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fact with all that proves it: that it stands in its home's feed, and who has seen the feed so.
///
/// @param entry the fact, see [Entry]; kept as the text that was hashed
/// @param proof from the fact's leaf to the checkpoint's root
/// @param checkpoint the signed note, with cosignatures where there are any
/// @param keys by which the note's signatures verify; whoever checks compares them with those that
///   they know
/// @param coHosted the other homes that the same node hosts: none of them can witness this feed
public record Receipt(
        String entry,
        List<byte[]> proof,
        SignedNote checkpoint,
        List<NoteKey> keys,
        List<String> coHosted) {

    static final int VERSION = 1;

    public Receipt {
        proof = List.copyOf(proof);
        keys = List.copyOf(keys);
        coHosted = List.copyOf(coHosted);
    }

    /// Reads what another node sent; whether it proves anything is judged elsewhere.
    ///
    /// @throws Malformed if it is no receipt
    public static Receipt read(String json) throws Malformed {
        Fields fields = Fields.read(json.getBytes(StandardCharsets.UTF_8));
        if (fields.unsigned("receipt") != VERSION) {
            throw Malformed.field("receipt");
        }
        List<NoteKey> keys = new ArrayList<>();
        for (String text : fields.texts("keys")) {
            keys.add(NoteKey.parse(text).orElseThrow(() -> Malformed.field("keys")));
        }
        return new Receipt(
                fields.text("entry"),
                fields.hashes("proof"),
                SignedNote.parse(fields.text("checkpoint")),
                keys,
                fields.texts("coHosted"));
    }

    /// Whether the fact is the leaf in its place under the checkpoint's root; who signed that is
    /// another question.
    ///
    /// @param index of the fact, from 1
    public boolean holds(long index) throws Malformed {
        Checkpoint head = Checkpoint.of(checkpoint);
        return index > 0
                && Proofs.inclusion(
                                index - 1,
                                head.size(),
                                Entry.leafHash(entry.getBytes(StandardCharsets.UTF_8)),
                                proof,
                                head.root())
                        == ProofResult.VALID;
    }

    public String json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("receipt", VERSION);
        json.put("entry", entry);
        ArrayNode path = json.putArray("proof");
        proof.forEach(hash -> path.add(Base64.getEncoder().encodeToString(hash)));
        json.put("checkpoint", checkpoint.whole());
        ArrayNode known = json.putArray("keys");
        keys.forEach(key -> known.add(key.text()));
        ArrayNode hosted = json.putArray("coHosted");
        coHosted.forEach(hosted::add);
        return json.toPrettyString();
    }
}
