package org.deltacommons.foundation.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a line becomes a link: its canonical JSON (sorted names, no white space, every value a
/// text), hashed together with the hash before.
final class Chain {

    /// What stands before the first line.
    static final String BEGINNING = "0".repeat(64);

    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private Chain() {}

    static String hash(String previous, long index, Instant at, AuditLine line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            digest.update(canonical(index, at, line).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String canonical(long index, Instant at, AuditLine line) {
        Map<String, Object> body = new TreeMap<>();
        body.put("index", Long.toString(index));
        body.put("at", at.toString());
        body.put("kind", line.kind().name());
        body.put("home", line.home().code());
        body.put("person", line.person());
        body.put("subject", line.subject());
        body.put("details", line.details());
        putIfThere(body, "client", line.client());
        putIfThere(body, "purpose", line.purpose());
        putIfThere(body, "address", line.address());
        return CANONICAL.writeValueAsString(body);
    }

    static String json(Map<String, String> details) {
        return CANONICAL.writeValueAsString(details);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> details(String json) {
        return CANONICAL.readValue(json, Map.class);
    }

    private static void putIfThere(
            Map<String, Object> body,
            String name,
            @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
