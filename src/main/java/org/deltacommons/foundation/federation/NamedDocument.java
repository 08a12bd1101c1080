package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.Salted;
import tools.jackson.databind.JsonNode;

/// A document as a fact's body names it: an object with at least these members. Read from the JSON
/// and not from a record, so that a kind that nobody here understands names its documents too.
///
/// @param hash SHA-256 of its bytes, 64 hexadecimal digits
/// @param name as whoever brought it in called it; the begin of the hash once that was erased
/// @param bytes its size, from 1
public record NamedDocument(String hash, String name, long bytes) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,9}");

    /// Every document that a body names, wherever in it.
    public static List<NamedDocument> in(JsonNode body) {
        List<NamedDocument> found = new ArrayList<>();
        collect(body, found);
        return List.copyOf(found);
    }

    /// A file's name may tell of a person, and then lies beside the fact, see [Salted].
    private static String name(JsonNode node, String hash) {
        if (!Salted.isIn(node)) {
            return node.asString("");
        }
        String text = node.path("text").asString("");
        return text.isEmpty() ? hash.substring(0, Math.min(12, hash.length())) : text;
    }

    private static void collect(JsonNode node, List<NamedDocument> found) {
        if (node.isObject()) {
            String hash = node.path("hash").asString("");
            String name = name(node.path("name"), hash);
            String bytes = node.path("bytes").asString("");
            if (HASH.matcher(hash).matches() && SIZE.matcher(bytes).matches() && !name.isEmpty()) {
                found.add(new NamedDocument(hash, name, Long.parseLong(bytes)));
                return;
            }
        }
        for (JsonNode inside : node) {
            collect(inside, found);
        }
    }
}
