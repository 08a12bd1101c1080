package org.deltacommons.foundation.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// A form as a JSON Schema (2020-12).
final class FormSchema {

    private FormSchema() {}

    static Map<String, Object> of(
            Words words,
            List<FieldType> fields,
            Function<FieldType, @Nullable List<Option>> options) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (FieldType field : fields) {
            Map<String, Object> one = element(field, options.apply(field));
            Map<String, Object> property = new LinkedHashMap<>();
            property.put(
                    "title",
                    words.say("form." + field.owner().getSimpleName() + "." + field.name()));
            if (field.isMany()) {
                property.put("type", "array");
                property.put("items", one);
            } else {
                property.putAll(one);
            }
            properties.put(field.name(), property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                fields.stream().filter(FieldType::isRequired).map(FieldType::name).toList());
        return schema;
    }

    private static Map<String, Object> element(FieldType field, @Nullable List<Option> options) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (field.isKept()) {
            schema.put("type", "object");
            schema.put(
                    "properties",
                    Map.of("hash", Map.of("type", "string", "pattern", "^[0-9a-f]{64}$")));
            schema.put("required", List.of("hash"));
            return schema;
        }
        Class<?> type = field.element();
        if (options != null) {
            schema.put("type", "string");
            schema.put("enum", options.stream().map(Option::value).toList());
        } else if (type.isEnum()) {
            schema.put("type", "string");
            schema.put(
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList());
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == String.class) {
            schema.put("type", "string");
            schema.put("maxLength", field.max());
        } else {
            figure(field, type, schema);
        }
        return schema;
    }

    private static void figure(FieldType field, Class<?> type, Map<String, Object> schema) {
        if (type == Money.class) {
            schema.put("type", "integer");
            schema.put("description", "fen");
        } else if (type == Share.class) {
            schema.put("type", "integer");
            schema.put("description", "basis points");
            schema.put("minimum", 0);
            schema.put("maximum", 10_000);
        } else if (type == BigDecimal.class) {
            schema.put("type", "number");
            range(field, schema);
        } else if (field.isNumber()) {
            schema.put("type", "integer");
            range(field, schema);
        } else {
            schema.put("type", "string");
            if (type == LocalDate.class) {
                schema.put("format", "date");
            } else if (type == LocalTime.class) {
                schema.put("format", "time");
            } else if (type == Instant.class) {
                schema.put("format", "date-time");
            }
        }
    }

    private static void range(FieldType field, Map<String, Object> schema) {
        Input input = field.input();
        if (input.from() != Long.MIN_VALUE) {
            schema.put("minimum", input.from());
        }
        if (input.until() != Long.MAX_VALUE) {
            schema.put("maximum", input.until());
        }
    }
}
