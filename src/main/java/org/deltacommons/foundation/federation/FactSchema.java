package org.deltacommons.foundation.federation;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (draft 2020-12) of a fact's body, made from its record as [Json] writes it.
/// Whoever reads a fact must tolerate names that it does not know, so that a record may grow: no
/// schema forbids further properties.
public final class FactSchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    /// Where the schema is served, and what identifies it for ever.
    public static String path(String kind, int version) {
        return "/schemas/%s/v%d.json".formatted(kind, version);
    }

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private FactSchema() {}

    /// @throws IllegalArgumentException for a component of a type that no schema is known for
    public static ObjectNode of(Class<? extends Record> body) {
        FactKind kind = FactKind.Of.kind(body);
        FactSchema made = new FactSchema();
        ObjectNode root = object();
        root.put("$schema", DRAFT);
        root.put("$id", path(kind.value(), kind.schema()));
        root.put("title", kind.value());
        root.setAll(made.members(body));
        if (!made.definitions.isEmpty()) {
            ObjectNode all = object();
            made.definitions.forEach(all::set);
            root.set("$defs", all);
        }
        return root;
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    private static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    private ObjectNode members(Class<?> record) {
        ObjectNode schema = typed("object");
        ObjectNode properties = object();
        ArrayNode required = Json.MAPPER.createArrayNode();
        RecordComponent[] components = record.getRecordComponents();
        Arrays.sort(components, Comparator.comparing(RecordComponent::getName));
        for (RecordComponent component : components) {
            // What is nothing is written as null: every name is always there.
            required.add(component.getName());
            properties.set(component.getName(), member(component));
        }
        schema.set("properties", properties);
        schema.set("required", required);
        return schema;
    }

    private JsonNode member(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        ObjectNode schema = Salted.isPersonal(component) ? personal() : schema(type);
        return type.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    /// The salted hash of a text that lies beside the fact; an empty one stands here as it is.
    private static ObjectNode personal() {
        ObjectNode salted = typed("object").put("description", "personal");
        salted.set(
                "properties",
                object().set("salted", typed("string").put("pattern", "^[0-9a-f]{64}$")));
        salted.set("required", Json.MAPPER.createArrayNode().add("salted"));
        ArrayNode either =
                Json.MAPPER.createArrayNode().add(salted).add(typed("string").put("maxLength", 0));
        return object().set("anyOf", either);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null || !type.isString()) {
            ArrayNode either = Json.MAPPER.createArrayNode().add(schema).add(typed("null"));
            return object().set("anyOf", either);
        }
        schema.set("type", Json.MAPPER.createArrayNode().add(type.asString()).add("null"));
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        return schema;
    }

    private ObjectNode schema(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic
                && annotated instanceof AnnotatedParameterizedType parameters
                && generic.getRawType() instanceof Class<?> raw) {
            AnnotatedType[] inside = parameters.getAnnotatedActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return typed("array").set("items", schema(inside[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return typed("object").set("additionalProperties", schema(inside[1]));
            }
            return plain(raw);
        }
        if (type instanceof Class<?> raw) {
            return plain(raw);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode plain(Class<?> type) {
        ObjectNode known = kernel(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            ArrayNode words = Json.MAPPER.createArrayNode();
            Arrays.stream(type.getEnumConstants()).map(String::valueOf).forEach(words::add);
            return typed("string").set("enum", words);
        }
        if (type.isRecord()) {
            return defined(type);
        }
        if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return object();
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    /// A 64-bit number, which many readers would round if it were none but digits.
    private static ObjectNode whole() {
        return typed("string").put("format", "int64").put("pattern", "^(0|-?[1-9][0-9]{0,18})$");
    }

    /// The kernel's types and the platform's, as [Json] tells them.
    private @Nullable ObjectNode kernel(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String" -> typed("string");
            case "boolean", "java.lang.Boolean" -> typed("boolean");
            case "int", "java.lang.Integer" -> typed("integer").put("format", "int32");
            case "long", "java.lang.Long" -> whole();
            case "double", "java.lang.Double", "java.math.BigDecimal" -> typed("number");
            default -> worded(type);
        };
    }

    private @Nullable ObjectNode worded(Class<?> type) {
        if (type == Money.class) {
            return whole().put("description", "fen");
        }
        if (type == Share.class) {
            return typed("integer").put("format", "int32").put("description", "basis points");
        }
        if (type == Id.class || type == CreditCode.class || type == Audience.class) {
            return typed("string");
        }
        if (type == DivisionCode.class) {
            return typed("string").put("pattern", "^3[1-4][0-9]{4}$");
        }
        if (type == Province.class) {
            ArrayNode codes = Json.MAPPER.createArrayNode();
            Arrays.stream(Province.values()).map(Province::code).forEach(codes::add);
            return typed("string").set("enum", codes);
        }
        if (type == Instant.class) {
            return typed("string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return typed("string").put("format", "date");
        }
        if (type == LocalTime.class || type == MonthDay.class) {
            return typed("string");
        }
        return type == Refusal.class ? refusal() : null;
    }

    /// A refusal's values keep their types by the word beside them, such as `{"fen": "100"}`.
    private ObjectNode refusal() {
        if (!definitions.containsKey("Refusal")) {
            ObjectNode made = typed("object");
            definitions.put("Refusal", made);
            ObjectNode properties = object();
            properties.set("code", typed("string"));
            properties.set("rule", defined(org.deltacommons.kernel.RuleVersion.class));
            properties.set("values", typed("object"));
            made.set("properties", properties);
            made.set("required", Json.MAPPER.createArrayNode().add("code").add("values"));
        }
        return object().put("$ref", "#/$defs/Refusal");
    }

    /// Named after the record and those it is nested in, so that two modules' `Line` stay two.
    private ObjectNode defined(Class<?> type) {
        String name = name(type);
        if (!definitions.containsKey(name)) {
            ObjectNode made = object();
            // Before its members, because a record may contain itself.
            definitions.put(name, made);
            made.setAll(members(type));
        }
        return object().put("$ref", "#/$defs/" + name);
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }
}
