package org.deltacommons.foundation.federation.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.RecordedFact;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the fields of a JSON object that a stranger sent. Nothing is guessed: a name twice, a
/// number with a fraction or text that is not quite Base64 is refused.
final class Fields {

    /// What a receipt holds beside its entry: proof, signed note and keys.
    private static final int BESIDE_BYTES_MAX = 1 << 16;

    /// What is longer is not read. The entry stands in its receipt as a text, in which a quotation
    /// mark and a backslash take two bytes and nothing takes more than twice its own.
    static final int BYTES_MAX = 2 * RecordedFact.ENTRY_BYTES_MAX + BESIDE_BYTES_MAX;

    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,19}");
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields read(byte[] json) throws Malformed {
        if (json.length > BYTES_MAX) {
            throw Malformed.file();
        }
        try {
            return of(STRICT.readTree(json));
        } catch (JacksonException _) {
            throw Malformed.file();
        }
    }

    static Fields of(JsonNode object) throws Malformed {
        if (!object.isObject()) {
            throw Malformed.file();
        }
        return new Fields(object);
    }

    JsonNode json() {
        return object;
    }

    private JsonNode field(String name) throws Malformed {
        return present(name).orElseThrow(() -> Malformed.field(name));
    }

    private Optional<JsonNode> present(String name) {
        return Optional.ofNullable(object.get(name));
    }

    boolean has(String name) {
        return object.has(name);
    }

    Fields object(String name) throws Malformed {
        JsonNode inner = field(name);
        if (!inner.isObject()) {
            throw Malformed.field(name);
        }
        return new Fields(inner);
    }

    String text(String name) throws Malformed {
        JsonNode value = field(name);
        if (!value.isString()) {
            throw Malformed.field(name);
        }
        return value.asString();
    }

    /// A whole number of 64 bits without a sign, as the bits of a long.
    long unsigned(String name) throws Malformed {
        JsonNode value = field(name);
        if (!value.isIntegralNumber()) {
            throw Malformed.field(name);
        }
        return unsigned(value.bigIntegerValue(), name);
    }

    /// The same as digits in a text, as everything of our own has it.
    long unsignedText(String name) throws Malformed {
        String digits = text(name);
        if (!DIGITS.matcher(digits).matches()) {
            throw Malformed.field(name);
        }
        return unsigned(new BigInteger(digits), name);
    }

    private static long unsigned(BigInteger number, String name) throws Malformed {
        if (number.signum() < 0 || number.compareTo(UNSIGNED_END) >= 0) {
            throw Malformed.field(name);
        }
        return number.longValue();
    }

    byte[] base64(String name) throws Malformed {
        return base64(field(name), name);
    }

    /// Nothing instead of a list is an empty list.
    List<byte[]> hashes(String name) throws Malformed {
        JsonNode list = field(name);
        List<byte[]> hashes = new ArrayList<>();
        if (list.isNull()) {
            return hashes;
        }
        if (!list.isArray()) {
            throw Malformed.field(name);
        }
        for (JsonNode each : list) {
            hashes.add(base64(each, name));
        }
        return hashes;
    }

    List<String> texts(String name) throws Malformed {
        JsonNode list = field(name);
        if (!list.isArray()) {
            throw Malformed.field(name);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isString()) {
                throw Malformed.field(name);
            }
            texts.add(each.asString());
        }
        return texts;
    }

    private static byte[] base64(JsonNode value, String name) throws Malformed {
        if (!value.isString()) {
            throw Malformed.field(name);
        }
        return strictBase64(value.asString()).orElseThrow(() -> Malformed.field(name));
    }

    /// The decoder of the platform takes text without its padding; the one form of some bytes is
    /// what they encode to.
    static Optional<byte[]> strictBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
