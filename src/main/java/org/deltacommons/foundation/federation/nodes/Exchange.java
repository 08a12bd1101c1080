package org.deltacommons.foundation.federation.nodes;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.jspecify.annotations.Nullable;

/// What both ends agree on, version 1: which components are signed, under which names. See
/// `docs/protocol/requests.md`.
final class Exchange {

    /// Which node a request is for: that node's public key. Else one node could hand on to a third
    /// what it was asked.
    static final String FOR_NODE = "Delta-Node";

    static final String CONTENT_DIGEST = "Content-Digest";
    static final String SIGNATURE = "Signature";
    static final String SIGNATURE_INPUT = "Signature-Input";
    static final String LABEL = "node";

    /// Every answer is compressed.
    static final String ENCODING = "gzip";

    static final String REQUEST_TAG = "delta-node-request-v1";
    static final String ANSWER_TAG = "delta-node-answer-v1";
    static final String ALGORITHM = "ed25519";

    /// How long a request may be under way.
    static final Duration VALID = Duration.ofSeconds(60);

    /// What no asker may exceed, however long it wants its request to be taken.
    static final Duration VALID_MAX = Duration.ofMinutes(5);

    static final List<String> REQUEST_COVERS =
            List.of("\"@method\"", "\"@authority\"", "\"@path\"", "\"@query\"", "\"delta-node\"");

    static final String DIGEST_COVERED = "\"content-digest\"";

    /// The request's signature among it, so that an answer belongs to one request only.
    static final List<String> ANSWER_COVERS =
            List.of(
                    "\"@status\"",
                    DIGEST_COVERED,
                    "\"content-encoding\"",
                    "\"@method\";req",
                    "\"@path\";req",
                    "\"@query\";req",
                    "\"signature\";req");

    private Exchange() {}

    /// A request as its signature sees it.
    ///
    /// @param field a header's value by its name; empty if there is none
    record Request(
            String method,
            String authority,
            String path,
            @Nullable String query,
            Function<String, @Nullable String> field)
            implements MessageSignature.Components {

        static Request to(URI uri, Map<String, String> fields) {
            return new Request(
                    "GET", authority(uri), uri.getRawPath(), uri.getRawQuery(), fields::get);
        }

        private static String authority(URI uri) {
            return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        }

        @Override
        public Optional<String> value(String component) {
            return switch (component) {
                case "\"@method\"" -> Optional.of(method);
                case "\"@authority\"" -> Optional.of(normal(authority));
                case "\"@path\"" -> Optional.of(path.isEmpty() ? "/" : path);
                case "\"@query\"" -> Optional.of("?" + (query == null ? "" : query));
                case "\"delta-node\"" -> named(FOR_NODE);
                case DIGEST_COVERED -> named(CONTENT_DIGEST);
                case "\"signature\"" -> named(SIGNATURE);
                default -> Optional.empty();
            };
        }

        private Optional<String> named(String name) {
            return Optional.ofNullable(field.apply(name)).map(String::strip);
        }

        /// In small letters, without the port that the scheme implies.
        private static String normal(String authority) {
            return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
        }
    }

    /// An answer as its signature sees it, with the request that it answers.
    record Answer(int status, String digest, String encoding, Request request)
            implements MessageSignature.Components {
        private static final String OF_REQUEST = ";req";

        @Override
        public Optional<String> value(String component) {
            if (component.endsWith(OF_REQUEST)) {
                return request.value(
                        component.substring(0, component.length() - OF_REQUEST.length()));
            }
            return switch (component) {
                case "\"@status\"" -> Optional.of(Integer.toString(status));
                case DIGEST_COVERED -> Optional.of(digest);
                case "\"content-encoding\"" -> Optional.of(encoding);
                default -> Optional.empty();
            };
        }
    }

    /// @param nonce 22 letters that were never used before
    static MessageSignature sign(
            Request request, boolean body, Instant now, String nonce, NodeKey key) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", now.getEpochSecond());
        parameters.put("expires", now.plus(VALID).getEpochSecond());
        parameters.put("nonce", nonce);
        parameters.put("keyid", key.publicKey().text());
        parameters.put("alg", ALGORITHM);
        parameters.put("tag", REQUEST_TAG);
        List<String> covers = new ArrayList<>(REQUEST_COVERS);
        if (body) {
            covers.add(DIGEST_COVERED);
        }
        return MessageSignature.sign(LABEL, covers, parameters, request, key);
    }

    static MessageSignature sign(Answer answer, Instant now, NodeKey key) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", now.getEpochSecond());
        parameters.put("keyid", key.publicKey().text());
        parameters.put("alg", ALGORITHM);
        parameters.put("tag", ANSWER_TAG);
        return MessageSignature.sign(LABEL, ANSWER_COVERS, parameters, answer, key);
    }

    static boolean covers(MessageSignature signature, List<String> wanted) {
        Set<String> components = signature.components();
        return components.containsAll(wanted);
    }

    /// RFC 9530, of the content as it is sent.
    static String digest(byte[] content) {
        return "sha-256=" + ByteSequenceItem.valueOf(sha256(content)).serialize();
    }

    static boolean isDigest(@Nullable String field, byte[] content) {
        if (field == null) {
            return false;
        }
        try {
            Dictionary digests = Parser.parseDictionary(field);
            ListElement<?> one = digests.get().get("sha-256");
            return one != null
                    && one.serialize()
                            .equals(ByteSequenceItem.valueOf(sha256(content)).serialize());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
