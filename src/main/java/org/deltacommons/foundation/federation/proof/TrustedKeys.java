package org.deltacommons.foundation.federation.proof;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys that somebody believes in, each with the node that it is at.
///
/// @param nodes by key; a node's name is any word, only the same or another
/// @param ends up to how many facts a key signs that its home gave up; others sign without end
/// @param quorum how many other homes must have seen a feed
public record TrustedKeys(Map<NoteKey, String> nodes, Map<NoteKey, Long> ends, int quorum) {

    /// Of the three others of four homes.
    private static final int OF_FOUR = 2;

    private static final Pattern QUORUM = Pattern.compile("#\\s*quorum=([1-9])");
    private static final Pattern END = Pattern.compile("(?:^|\\s+)until=(\\d{1,18})$");

    public static final TrustedKeys NONE = new TrustedKeys(Map.of());

    public TrustedKeys {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        ends = Map.copyOf(ends);
    }

    public TrustedKeys(Map<NoteKey, String> nodes) {
        this(nodes, Map.of());
    }

    public TrustedKeys(Map<NoteKey, String> nodes, Map<NoteKey, Long> ends) {
        this(nodes, ends, OF_FOUR);
    }

    /// One verifier key a line, after a space the name of its node if several homes share it, and
    /// after another `until=<facts>` where its home gave it up; what begins with `#` is no key. A
    /// line `# quorum=<homes>` says how many others must have seen a feed, where it is not two of
    /// three.
    ///
    /// @return empty if a line is neither
    public static Optional<TrustedKeys> parse(String text) {
        Map<NoteKey, String> nodes = new LinkedHashMap<>();
        Map<NoteKey, Long> ends = new LinkedHashMap<>();
        int quorum = OF_FOUR;
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher said = QUORUM.matcher(line);
            if (said.matches()) {
                quorum = Integer.parseInt(said.group(1));
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            Optional<NoteKey> key = NoteKey.parse(words[0]);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            Matcher end = END.matcher(words.length == 2 ? words[1] : "");
            String node = end.replaceFirst("").strip();
            nodes.put(key.get(), node.isEmpty() ? key.get().name() : node);
            if (end.reset().find()) {
                ends.put(key.get(), Long.parseLong(end.group(1)));
            }
        }
        return Optional.of(new TrustedKeys(nodes, ends, quorum));
    }

    /// As [#parse] reads it.
    public String text() {
        String few = quorum == OF_FOUR ? "" : "# quorum=" + quorum + "\n";
        return nodes.entrySet().stream()
                .map(one ->
                        one.getKey().text()
                                + " "
                                + one.getValue()
                                + (ends.containsKey(one.getKey())
                                        ? " until=" + ends.get(one.getKey())
                                        : "")
                                + "\n")
                .collect(Collectors.joining("", few, ""));
    }

    /// Whether its home has given up a key before a feed had so many facts.
    boolean isBeyond(NoteKey key, long size) {
        return size > ends.getOrDefault(key, Long.MAX_VALUE);
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
