package org.deltacommons.foundation.lane;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The personal texts of a fact's body. In what is hashed and signed each is `{"salted": <hash>}`,
/// the SHA-256 of the salt's bytes and the text's; in what this node reads, it has its `salt` and
/// `text` besides, until they are erased, and then the hour when they were. The salt keeps a short
/// text, such as a telephone number, from being found by trying all there are.
///
/// `docs/protocol/attachments.md` fixes the form.
public final class Salted {

    /// A personal text beside its fact.
    ///
    /// @param path where in the body, as a JSON Pointer (RFC 6901)
    /// @param salt 32 hexadecimal digits
    public record Attached(String path, String salt, String text) {}

    private static final String SALTED = "salted";
    private static final String SALT = "salt";
    private static final String TEXT = "text";
    private static final String ERASED = "erased";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SALT_FORM = Pattern.compile("[0-9a-f]{32}");

    private static final ClassValue<Boolean> HAS =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return has(type, new HashSet<>());
                }
            };

    private Salted() {}

    private static boolean has(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType generic) {
            for (Type inside : generic.getActualTypeArguments()) {
                if (has(inside, seen)) {
                    return true;
                }
            }
            return false;
        }
        if (!(type instanceof Class<?> raw) || !raw.isRecord()) {
            return false;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            if (isPersonal(component) || has(component.getGenericType(), seen)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a body of this class can have personal texts.
    public static boolean isIn(Class<?> body) {
        return HAS.get(body);
    }

    /// @throws IllegalArgumentException if something else than a text is marked
    public static boolean isPersonal(RecordComponent component) {
        if (!component.isAnnotationPresent(Personal.class)) {
            return false;
        }
        if (component.getType() != String.class) {
            throw new IllegalArgumentException("no text: " + component);
        }
        return true;
    }

    /// Puts each personal text of a body behind its salted hash. An empty text is left as it is.
    static void salt(Object told, JsonNode tree, Supplier<String> salts) {
        if (told instanceof List<?> list && tree instanceof ArrayNode items) {
            for (int i = 0; i < list.size(); i++) {
                salt(list.get(i), items.get(i), salts);
            }
        } else if (told instanceof Record record && tree instanceof ObjectNode object) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                JsonNode value = object.get(component.getName());
                if (!isPersonal(component)) {
                    inside(record, component, value, salts);
                } else if (value.isString() && !value.asString().isEmpty()) {
                    object.set(component.getName(), salted(value.asString(), salts.get()));
                }
            }
        }
    }

    private static void inside(
            Record record, RecordComponent component, JsonNode tree, Supplier<String> salts) {
        if (tree == null || !tree.isContainer()) {
            return;
        }
        Object inside = value(record, component);
        if (inside != null) {
            salt(inside, tree, salts);
        }
    }

    /// What stands in the marked components of a record, and of records inside it: without blanks
    /// around it, and nothing that is empty.
    public static Set<String> words(Record record) {
        Set<String> words = new HashSet<>();
        if (isIn(record.getClass())) {
            collect(record, words);
        }
        return words;
    }

    private static void collect(@Nullable Object value, Set<String> words) {
        if (value instanceof List<?> list) {
            list.forEach(one -> collect(one, words));
        } else if (value instanceof Record record && isIn(record.getClass())) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object inside = value(record, component);
                if (!isPersonal(component)) {
                    collect(inside, words);
                } else if (inside instanceof String text && !text.isBlank()) {
                    words.add(text.strip());
                }
            }
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode salted(String text, String salt) {
        return Json.MAPPER
                .createObjectNode()
                .put(SALTED, hash(salt, text))
                .put(SALT, salt)
                .put(TEXT, text);
    }

    /// @param salt 32 hexadecimal digits
    public static String hash(String salt, String text) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(HexFormat.of().parseHex(salt));
        both.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(both.toByteArray());
    }

    private static boolean isSalted(JsonNode node) {
        return node.isObject() && HASH.matcher(node.path(SALTED).asString("")).matches();
    }

    /// Whether a body has a place for a personal text, erased or not.
    public static boolean isIn(JsonNode body) {
        if (isSalted(body)) {
            return true;
        }
        for (JsonNode inside : body) {
            if (inside.isContainer() && isIn(inside)) {
                return true;
            }
        }
        return false;
    }

    /// The body as it is hashed: without salts and texts.
    public static JsonNode sealed(JsonNode body) {
        if (!isIn(body)) {
            return body;
        }
        JsonNode sealed = body.deepCopy();
        each(
                sealed,
                "",
                (_, object) -> {
                    object.remove(SALT);
                    object.remove(TEXT);
                    object.remove(ERASED);
                });
        return sealed;
    }

    /// The body as its record has it: texts where they are known, `""` where they are not any more.
    static JsonNode opened(JsonNode body) {
        if (isSalted(body)) {
            return Json.MAPPER.valueToTree(body.path(TEXT).asString(""));
        }
        if (body instanceof ObjectNode object) {
            ObjectNode open = Json.MAPPER.createObjectNode();
            object.propertyStream().forEach(one -> open.set(one.getKey(), opened(one.getValue())));
            return open;
        }
        if (body instanceof ArrayNode items) {
            ArrayNode open = Json.MAPPER.createArrayNode();
            items.forEach(one -> open.add(opened(one)));
            return open;
        }
        return body;
    }

    /// The personal texts of a body that are known.
    public static List<Attached> attached(JsonNode body) {
        List<Attached> all = new ArrayList<>();
        each(
                body,
                "",
                (path, object) -> {
                    if (object.has(TEXT) && object.has(SALT)) {
                        all.add(
                                new Attached(
                                        path,
                                        object.get(SALT).asString(),
                                        object.get(TEXT).asString()));
                    }
                });
        return all;
    }

    /// Gives a sealed body the texts that lie beside its fact.
    ///
    /// @return false if one of them is not what the body has the hash of
    public static boolean attach(JsonNode sealed, List<Attached> beside) {
        for (Attached one : beside) {
            JsonNode place = place(sealed, one.path());
            if (!isSalted(place)
                    || !SALT_FORM.matcher(one.salt()).matches()
                    || !place.get(SALTED).asString().equals(hash(one.salt(), one.text()))) {
                return false;
            }
            ((ObjectNode) place).put(SALT, one.salt()).put(TEXT, one.text());
        }
        return true;
    }

    /// Names a personal text of a feed: `310000/55/text`.
    public static String source(Province origin, long index, String path) {
        return origin.code() + "/" + index + path;
    }

    /// Of some texts told because of a fact, those that are its own words, by path.
    static Map<String, String> sources(List<Attached> told, RecordedFact because) {
        Map<String, String> found = new HashMap<>();
        for (Attached heard : attached(because.body())) {
            for (Attached one : told) {
                if (one.text().strip().equals(heard.text().strip())) {
                    found.put(one.path(), source(because.origin(), because.index(), heard.path()));
                }
            }
        }
        return found;
    }

    /// Takes a text away, and its salt, and notes when.
    static void erase(JsonNode body, String path, Instant at) {
        if (place(body, path) instanceof ObjectNode place && isSalted(place)) {
            place.remove(List.of(SALT, TEXT));
            place.put(ERASED, at.toString());
        }
    }

    /// When a personal text was erased, as far as this node was told.
    ///
    /// @param field as it stands in a fact's body
    public static Optional<Instant> erased(JsonNode field) {
        return isSalted(field) && field.has(ERASED)
                ? Optional.of(Instant.parse(field.get(ERASED).asString()))
                : Optional.empty();
    }

    /// When the personal texts of a body were erased that were.
    public static List<Instant> erasures(JsonNode body) {
        List<Instant> all = new ArrayList<>();
        each(body, "", (_, object) -> erased(object).ifPresent(all::add));
        return all;
    }

    private static JsonNode place(JsonNode body, String path) {
        return path.startsWith("/") ? body.at(path) : Json.MAPPER.missingNode();
    }

    private interface Visit {
        void at(String path, ObjectNode salted);
    }

    private static void each(JsonNode node, String path, Visit visit) {
        if (isSalted(node)) {
            visit.at(path, (ObjectNode) node);
        } else if (node instanceof ObjectNode object) {
            object.propertyStream()
                    .forEach(
                            one -> each(one.getValue(), path + "/" + escaped(one.getKey()), visit));
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                each(items.get(i), path + "/" + i, visit);
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
