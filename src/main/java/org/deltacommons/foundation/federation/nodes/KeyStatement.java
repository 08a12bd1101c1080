package org.deltacommons.foundation.federation.nodes;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A node says by which key it goes on: signed by both. `docs/protocol/admission.md` fixes the
/// text.
///
/// @param until to when it signs by the former, which counts for nothing after that
/// @param text as it was signed
record KeyStatement(NodeKey.Public former, NodeKey.Public next, Instant until, String text) {

    private static final String FORM = "delta-node-key-change-v1";
    private static final List<String> NAMES =
            List.of("former", "next", "until", "by-former", "by-next");

    static KeyStatement of(NodeKey former, NodeKey next, Instant until) {
        String said =
                "%s\nformer=%s\nnext=%s\nuntil=%s\n"
                        .formatted(FORM, former.publicKey().text(), next.publicKey().text(), until);
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        return new KeyStatement(
                former.publicKey(),
                next.publicKey(),
                until,
                said
                        + "by-former=%s\nby-next=%s\n"
                                .formatted(
                                        Base64.getEncoder().encodeToString(former.sign(bytes)),
                                        Base64.getEncoder().encodeToString(next.sign(bytes))));
    }

    /// @return empty if it is no such statement, or not signed by both
    static Optional<KeyStatement> read(String text) {
        List<String> lines = text.strip().lines().toList();
        if (lines.size() != NAMES.size() + 1 || !lines.getFirst().equals(FORM)) {
            return Optional.empty();
        }
        String[] values = new String[NAMES.size()];
        for (int i = 0; i < values.length; i++) {
            String start = NAMES.get(i) + "=";
            if (!lines.get(i + 1).startsWith(start)) {
                return Optional.empty();
            }
            values[i] = lines.get(i + 1).substring(start.length());
        }
        byte[] said =
                lines.stream()
                        .limit(4)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8);
        try {
            NodeKey.Public former = NodeKey.Public.parse(values[0]).orElseThrow();
            NodeKey.Public next = NodeKey.Public.parse(values[1]).orElseThrow();
            boolean signed =
                    !former.equals(next)
                            && former.verifies(said, Base64.getDecoder().decode(values[3]))
                            && next.verifies(said, Base64.getDecoder().decode(values[4]));
            return signed
                    ? Optional.of(
                            new KeyStatement(
                                    former,
                                    next,
                                    Instant.parse(values[2]),
                                    lines.stream()
                                            .map(line -> line + "\n")
                                            .collect(Collectors.joining())))
                    : Optional.empty();
        } catch (java.util.NoSuchElementException
                | IllegalArgumentException
                | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// Several, an empty line between two; what is none is left out.
    static List<KeyStatement> all(String text) {
        return Arrays.stream(text.split("\n\n")).flatMap(one -> read(one).stream()).toList();
    }
}
