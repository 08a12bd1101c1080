package org.deltacommons.foundation.federation.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The keys that somebody believes in, each with the node that it is at.
///
/// @param nodes by key; a node's name is any word, only the same or another
public record TrustedKeys(Map<NoteKey, String> nodes) {

    public static final TrustedKeys NONE = new TrustedKeys(Map.of());

    public TrustedKeys {
        nodes = Map.copyOf(nodes);
    }

    /// One verifier key a line, and after a space the name of its node if several homes share it;
    /// what begins with `#` is no key.
    ///
    /// @return empty if a line is neither
    public static Optional<TrustedKeys> parse(String text) {
        Map<NoteKey, String> nodes = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            Optional<NoteKey> key = NoteKey.parse(words[0]);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            nodes.put(key.get(), words.length == 2 ? words[1] : key.get().name());
        }
        return Optional.of(new TrustedKeys(nodes));
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    boolean has(NoteKey key) {
        return nodes.containsKey(key);
    }

    /// Whether both are known to be at one node.
    boolean areCoHosted(NoteKey one, NoteKey other) {
        String node = nodes.get(one);
        return node != null && node.equals(nodes.get(other));
    }
}
