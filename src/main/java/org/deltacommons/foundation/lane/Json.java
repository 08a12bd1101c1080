package org.deltacommons.foundation.lane;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.deltacommons.kernel.Sha256;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How values are written as JSON in rows, facts, answers and over the API: money as whole fen, ids
/// and codes as text, a province as its code, an instant in ISO 8601. In facts a 64-bit number is
/// text, too, see [#told].
public final class Json {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,18}");

    /// The kernel's types for any mapper.
    public static final SimpleModule KERNEL = kernel();

    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(KERNEL)
                    // A record is its components: what it can tell of itself, such as isFiscal(),
                    // belongs into no row, no fact and no digest.
                    .changeDefaultVisibility(
                            seen -> seen.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /// As [#MAPPER], but for the bodies of facts: every 64-bit number, money included, is a string,
    /// because a reader elsewhere may hold numbers as doubles (RFC 8785, appendix D), and a string
    /// is the same to all of them. A number where a string is due is refused.
    private static final JsonMapper FACTS = MAPPER.rebuild().addModule(strings()).build();

    private Json() {}

    private static SimpleModule strings() {
        SimpleModule module = new SimpleModule("64-bit numbers as strings");
        digits(module, Money.class, Money::fen, Money::new);
        digits(module, Long.class, n -> n, n -> n);
        digits(module, Long.TYPE, n -> n, n -> n);
        return module;
    }

    private static <T> void digits(
            SimpleModule module, Class<T> type, Writing<T, Long> out, Writing<Long, T> in) {
        module.addSerializer(
                type,
                new ValueSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator to, SerializationContext context) {
                        to.writeString(Long.toString(out.of(value)));
                    }
                });
        module.addDeserializer(
                type,
                new ValueDeserializer<T>() {
                    @Override
                    public T deserialize(JsonParser from, DeserializationContext context) {
                        if (!from.hasToken(JsonToken.VALUE_STRING)) {
                            context.reportWrongTokenException(
                                    type, JsonToken.VALUE_STRING, "a fact's numbers are text");
                        }
                        return in.of(whole(from.getString()));
                    }
                });
    }

    private static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("no whole number as a fact has it: " + text);
        }
        return Long.parseLong(text);
    }

    private static SimpleModule kernel() {
        SimpleModule module = new SimpleModule("kernel");
        number(module, Money.class, Money::fen, Money::new);
        number(module, Share.class, share -> share.basisPoints(), n -> new Share((int) (long) n));
        text(module, DivisionCode.class, DivisionCode::value, DivisionCode::new);
        text(module, CreditCode.class, CreditCode::value, CreditCode::parse);
        text(module, Province.class, Province::code, Province::of);
        text(module, Audience.class, Audience::text, Audience::parse);
        textOfAny(module);
        refusals(module);
        module.addKeySerializer(Province.class, new ProvinceKeys.Writer());
        module.addKeyDeserializer(Province.class, new ProvinceKeys.Reader());
        return module;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void textOfAny(SimpleModule module) {
        text(module, (Class<Id<?>>) (Class) Id.class, id -> id.value(), text -> Id.of(text));
    }

    /// A refusal inside a fact or a row keeps the types of its values too.
    private static void refusals(SimpleModule module) {
        module.addSerializer(
                Refusal.class,
                new ValueSerializer<Refusal>() {
                    @Override
                    public void serialize(
                            Refusal value, JsonGenerator to, SerializationContext context) {
                        to.writePOJO(refusal(value));
                    }
                });
        module.addDeserializer(
                Refusal.class,
                new ValueDeserializer<Refusal>() {
                    @Override
                    public Refusal deserialize(JsonParser from, DeserializationContext context) {
                        return refusal(context.readTree(from));
                    }
                });
    }

    private interface Writing<T, V> {
        V of(T value);
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Writing<T, String> out, Writing<String, T> in) {
        module.addSerializer(
                type,
                new ValueSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator to, SerializationContext context) {
                        to.writeString(out.of(value));
                    }
                });
        module.addDeserializer(
                type,
                new ValueDeserializer<T>() {
                    @Override
                    public T deserialize(JsonParser from, DeserializationContext context) {
                        return in.of(from.getString());
                    }
                });
    }

    private static <T> void number(
            SimpleModule module, Class<T> type, Writing<T, Number> out, Writing<Long, T> in) {
        module.addSerializer(
                type,
                new ValueSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator to, SerializationContext context) {
                        to.writeNumber(out.of(value).longValue());
                    }
                });
        module.addDeserializer(
                type,
                new ValueDeserializer<T>() {
                    @Override
                    public T deserialize(JsonParser from, DeserializationContext context) {
                        return in.of(from.getLongValue());
                    }
                });
    }

    /// The body of a fact as it is told.
    public static JsonNode told(Record body) {
        return FACTS.valueToTree(body);
    }

    /// The body of a fact as it was told.
    public static <B> B heard(JsonNode body, Class<B> type) {
        return FACTS.treeToValue(Salted.isIn(type) ? Salted.opened(body) : body, type);
    }

    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String text(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(JsonNode node, Class<T> type) {
        return MAPPER.treeToValue(node, type);
    }

    /// Without a tree in between.
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /// SHA-256 over the JSON with sorted names, in hexadecimal.
    public static String digest(@Nullable Object value) {
        return Sha256.hex(text(value));
    }

    /// A refusal keeps the types of its values, so that it reads the same when given again.
    static JsonNode refusal(Refusal refusal) {
        Map<String, Object> values = new TreeMap<>();
        refusal.values().forEach((name, value) -> values.put(name, typed(value)));
        Map<String, Object> whole = new TreeMap<>();
        whole.put("code", refusal.code());
        whole.put("values", values);
        RuleVersion rule = refusal.rule();
        if (rule != null) {
            whole.put("rule", rule);
        }
        return tree(whole);
    }

    static Refusal refusal(JsonNode node) {
        Map<String, Object> values = new TreeMap<>();
        node.get("values")
                .propertyStream()
                .forEach(e -> values.put(e.getKey(), untyped(e.getValue())));
        JsonNode rule = node.get("rule");
        return new Refusal(
                node.get("code").asString(),
                values,
                rule == null ? null : read(rule, RuleVersion.class));
    }

    private static Object typed(Object value) {
        return switch (value) {
            case Money money -> Map.of("fen", Long.toString(money.fen()));
            case Instant instant -> Map.of("at", instant.toString());
            case Share share -> Map.of("share", share.basisPoints());
            case DivisionCode code -> Map.of("division", code.value());
            case Enum<?> constant ->
                    Map.of("enum", constant.getDeclaringClass().getName(), "name", constant.name());
            case Long number -> Map.of("whole", Long.toString(number));
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object untyped(JsonNode node) {
        if (node.has("fen")) {
            return new Money(whole(node.get("fen").asString()));
        }
        if (node.has("whole")) {
            return whole(node.get("whole").asString());
        }
        if (node.has("at")) {
            return Instant.parse(node.get("at").asString());
        }
        if (node.has("share")) {
            return new Share(node.get("share").asInt());
        }
        if (node.has("division")) {
            return new DivisionCode(node.get("division").asString());
        }
        if (node.has("enum")) {
            try {
                Class type = Class.forName(node.get("enum").asString());
                return Enum.valueOf(type, node.get("name").asString());
            } catch (ClassNotFoundException gone) {
                // The module has been renamed since; the bare name still tells a person something.
                return node.get("name").asString();
            }
        }
        return node.isNumber()
                ? node.numberValue()
                : node.isBoolean() ? node.asBoolean() : node.asString();
    }
}
