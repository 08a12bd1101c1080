package org.deltacommons.foundation.federation.proof;

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
