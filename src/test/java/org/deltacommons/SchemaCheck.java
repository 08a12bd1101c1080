package org.deltacommons;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds a value against the part of JSON Schema that the schemas of facts use. Stricter in one
/// thing: a name that the schema does not tell is a fault, because then the schema is wrong.
final class SchemaCheck {

    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    static List<String> faults(JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(schema);
        check.value("", schema, value);
        return check.faults;
    }

    private void value(String at, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString().substring("#/$defs/".length());
            value(at, root.get("$defs").get(name), value);
        } else if (schema.has("anyOf")) {
            if (!value.isNull()) {
                anyOf(at, schema.get("anyOf"), value);
            }
        } else if (schema.has("type")) {
            typed(at, schema, value);
        }
    }

    /// One that it is as, or else what is wrong with it as the first, which is the usual one.
    private void anyOf(String at, JsonNode options, JsonNode value) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode option : options) {
            SchemaCheck tried = new SchemaCheck(root);
            tried.value(at, option, value);
            if (tried.faults.isEmpty()) {
                return;
            }
            if (wrong.isEmpty()) {
                wrong = tried.faults;
            }
        }
        faults.addAll(wrong);
    }

    private void typed(String at, JsonNode schema, JsonNode value) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.get("type");
        (type.isArray() ? type : List.of(type)).forEach(one -> types.add(one.asString()));
        if (value.isNull()) {
            unless(types.contains("null"), at, "must not be nothing");
            return;
        }
        switch (types.getFirst()) {
            case "string" -> {
                unless(value.isString(), at, "is no text: " + value);
                text(at, schema, value);
            }
            case "integer" -> unless(value.isIntegralNumber(), at, "is no whole number: " + value);
            case "number" -> unless(value.isNumber(), at, "is no number: " + value);
            case "boolean" -> unless(value.isBoolean(), at, "is no truth: " + value);
            case "array" -> {
                unless(value.isArray(), at, "is no list: " + value);
                value.forEach(item -> value(at + "[]", schema.get("items"), item));
            }
            default -> object(at, schema, value);
        }
    }

    private void text(String at, JsonNode schema, JsonNode value) {
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode word : schema.get("enum")) {
                known |= word.equals(value);
            }
            unless(known, at, "is none of its words: " + value);
        }
        if (schema.has("maxLength")) {
            unless(
                    value.asString("").length() <= schema.get("maxLength").asInt(),
                    at,
                    "is too long: " + value);
        }
        String format = schema.has("format") ? schema.get("format").asString() : null;
        unless(isFormatted(format, value.asString()), at, "is no " + format + ": " + value);
    }

    private static boolean isFormatted(@Nullable String format, String text) {
        try {
            if ("date-time".equals(format)) {
                Instant.parse(text);
            } else if ("date".equals(format)) {
                LocalDate.parse(text);
            } else if ("int64".equals(format)) {
                return text.equals(Long.toString(Long.parseLong(text)));
            }
            return true;
        } catch (DateTimeParseException | NumberFormatException _) {
            return false;
        }
    }

    private void object(String at, JsonNode schema, JsonNode value) {
        unless(value.isObject(), at, "is no object: " + value);
        JsonNode properties = schema.get("properties");
        if (properties == null) {
            return;
        }
        schema.get("required")
                .forEach(name ->
                        unless(value.has(name.asString()), at, "has no " + name.asString()));
        value.propertyStream()
                .forEach(each -> {
                    JsonNode declared = properties.get(each.getKey());
                    unless(declared != null, at, "has an undeclared " + each.getKey());
                    if (declared != null) {
                        value(at + "." + each.getKey(), declared, each.getValue());
                    }
                });
    }

    private void unless(boolean holds, String at, String fault) {
        if (!holds) {
            faults.add((at.isEmpty() ? "the body" : at) + " " + fault);
        }
    }
}
