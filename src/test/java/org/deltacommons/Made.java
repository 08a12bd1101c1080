package org.deltacommons;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes a plausible record of any kind: what may be nothing is nothing, what has a value by its
/// name or type gets that, everything else the plainest there is.
public final class Made {

    private final Map<String, Object> byName = new HashMap<>();
    private final Map<Class<?>, Object> byType = new HashMap<>();

    /// Every component of this name, at whatever depth, gets the value if the type fits.
    public Made with(String name, Object value) {
        byName.put(name, value);
        return this;
    }

    public Made with(Class<?> type, Object value) {
        byType.put(type, value);
        return this;
    }

    public <R extends Record> R a(Class<R> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<R> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components).map(this::value).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make " + type, impossible);
        }
    }

    /// The record with one component changed, past the rules of whoever may change it.
    public static <R extends Record> R changed(R record, String name, Object value) {
        Made made = new Made();
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                Object now = component.getAccessor().invoke(record);
                if (now != null) {
                    made.byName.put(component.getName(), now);
                }
            }
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
        made.byName.put(name, value);
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        return made.a(type);
    }

    private @Nullable Object value(RecordComponent component) {
        Object named = byName.get(component.getName());
        if (named != null && fits(component.getType(), named)) {
            return named;
        }
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                ? null
                : plain(component.getType(), component.getGenericType());
    }

    private static boolean fits(Class<?> type, Object value) {
        return type.isInstance(value)
                || (type == int.class && value instanceof Integer)
                || (type == long.class && value instanceof Long)
                || (type == boolean.class && value instanceof Boolean);
    }

    private Object plain(Class<?> type, Type generic) {
        Object known = byType.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord() && !type.getPackageName().equals("org.deltacommons.kernel")) {
            return a(type.asSubclass(Record.class));
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        return type == Map.class ? Map.of() : simple(type, generic);
    }

    private static Object simple(Class<?> type, Type generic) {
        return switch (type.getName()) {
            case "java.lang.String" -> "x";
            case "int", "java.lang.Integer" -> 1;
            case "long", "java.lang.Long" -> 1L;
            case "boolean", "java.lang.Boolean" -> false;
            case "double" -> 1.0;
            default -> kernel(type, generic);
        };
    }

    private static Object kernel(Class<?> type, Type generic) {
        if (type == Money.class) {
            return Money.yuan(1);
        }
        if (type == Share.class) {
            return Share.percent(1);
        }
        if (type == Id.class) {
            return Id.of("made");
        }
        if (type == Province.class) {
            return Province.ANHUI;
        }
        if (type == DivisionCode.class) {
            return new DivisionCode("340500");
        }
        if (type == CreditCode.class) {
            return CreditCode.parse("91340500MA2MQ1DX1U");
        }
        if (type == Instant.class) {
            return Instant.parse("2026-03-05T02:00:00Z");
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 3, 5);
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return Json.parse("{}");
        }
        if (type == Refusal.class) {
            return new Refusal("x.X", Map.of(), null);
        }
        throw new IllegalStateException("nothing is known to make a " + generic);
    }
}
