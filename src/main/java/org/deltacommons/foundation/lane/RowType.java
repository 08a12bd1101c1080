package org.deltacommons.foundation.lane;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/// How one class of [Row] stands in its table: the columns by component, both ways.
public final class RowType<R extends Row> {

    private static final Map<Class<?>, RowType<?>> KNOWN = new ConcurrentHashMap<>();

    /// One component and its column.
    ///
    /// @param sqlType the type that the column must have, as `information_schema` calls it
    public record ColumnOf(String component, String column, String sqlType, JavaType javaType) {}

    private interface Writing {
        void write(CopyRows to, Object value);
    }

    private final Class<R> type;
    private final String table;
    private final List<ColumnOf> columns;
    private final List<RecordComponent> components;
    private final List<Writing> writings;

    /// One a column: it knows its type's deserializer already, which the mapper looks up anew.
    private final List<ObjectReader> readers;

    private final Constructor<R> constructor;

    private RowType(Class<R> type) {
        Stored stored = type.getAnnotation(Stored.class);
        if (!type.isRecord() || stored == null) {
            throw new IllegalArgumentException(type + " is no record with @Stored");
        }
        this.type = type;
        this.table = stored.value();
        this.components = Arrays.asList(type.getRecordComponents());
        this.columns = components.stream().map(RowType::column).toList();
        this.writings =
                components.stream()
                        .map(component ->
                                writing(component.getType(), sqlType(component.getType())))
                        .toList();
        this.readers =
                columns.stream().map(column -> Json.MAPPER.readerFor(column.javaType())).toList();
        try {
            Class<?>[] types =
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            this.constructor = type.getDeclaredConstructor(types);
            this.constructor.setAccessible(true);
            components.forEach(component -> component.getAccessor().setAccessible(true));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    public static <R extends Row> RowType<R> of(Class<R> type) {
        return (RowType<R>) KNOWN.computeIfAbsent(type, t -> new RowType<>((Class<R>) t));
    }

    private static ColumnOf column(RecordComponent component) {
        String name =
                component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                        + (component.getType() == Money.class ? "_fen" : "");
        return new ColumnOf(
                component.getName(),
                name,
                sqlType(component.getType()),
                Json.MAPPER.constructType(component.getGenericType()));
    }

    private static String sqlType(Class<?> type) {
        if (type.isEnum()
                || type == String.class
                || type == Id.class
                || type == DivisionCode.class
                || type == CreditCode.class) {
            return "text";
        }
        if (type == long.class || type == Long.class || type == Money.class) {
            return "bigint";
        }
        if (type == int.class || type == Integer.class || type == Share.class) {
            return "integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == Instant.class) {
            return "timestamp with time zone";
        }
        return type == LocalDate.class ? "date" : "jsonb";
    }

    public Class<R> type() {
        return type;
    }

    /// Qualified by its schema.
    public String table() {
        return table;
    }

    public List<ColumnOf> columns() {
        return columns;
    }

    /// The statement that writes a JSON array of whole rows, new and changed ones alike.
    public String upsert() {
        return RowSql.upsert(this);
    }

    /// The row as the table's columns, the lane's version among them.
    public ObjectNode write(Row row, long version) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            node.set(columns.get(i).column(), Json.tree(component(row, i)));
        }
        return node.put("version", version);
    }

    /// An empty `COPY` into the table, for rows that are not there yet.
    public CopyRows copy(java.sql.Connection connection) {
        return new CopyRows(
                connection,
                table,
                java.util.stream.Stream.concat(
                                columns.stream().map(ColumnOf::column),
                                java.util.stream.Stream.of("version"))
                        .toArray(String[]::new));
    }

    /// The same as a row of such a `COPY`.
    public void write(CopyRows to, Row row, long version) throws java.sql.SQLException {
        to.row();
        for (int i = 0; i < columns.size(); i++) {
            Object value = component(row, i);
            if (value == null) {
                to.nothing();
            } else {
                writings.get(i).write(to, value);
            }
        }
        to.number(version);
    }

    /// How a component's values are written; what all of them have in common is asked once.
    private static Writing writing(Class<?> type, String sqlType) {
        return switch (sqlType) {
            case "text" -> text(type);
            case "bigint" ->
                    type == Money.class
                            ? (to, value) -> to.number(((Money) value).fen())
                            : (to, value) -> to.number(((Number) value).longValue());
            case "integer" ->
                    type == Share.class
                            ? (to, value) -> to.integer(((Share) value).basisPoints())
                            : (to, value) -> to.integer(((Number) value).intValue());
            case "boolean" -> (to, value) -> to.truth((Boolean) value);
            case "timestamp with time zone" -> (to, value) -> to.time((Instant) value);
            case "date" -> (to, value) -> to.day((LocalDate) value);
            default -> (to, value) -> to.jsonb(Json.text(value));
        };
    }

    private static Writing text(Class<?> type) {
        if (type == String.class) {
            return (to, value) -> to.text((String) value);
        }
        if (type == Id.class) {
            return (to, value) -> to.text(((Id<?>) value).value());
        }
        if (type.isEnum()) {
            Map<Object, String> names = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                names.put(constant, Json.tree(constant).asString());
            }
            return (to, value) -> to.text(names.get(value));
        }
        return (to, value) -> to.text(Json.tree(value).asString());
    }

    private @Nullable Object component(Row row, int index) {
        try {
            return components.get(index).getAccessor().invoke(row);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException(type + "." + columns.get(index).component(), wrong);
        }
    }

    /// @param node the table's columns by name, as `to_jsonb` writes them
    public R read(JsonNode node) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            ColumnOf column = columns.get(i);
            JsonNode value = node.get(column.column());
            Class<?> wanted = column.javaType().getRawClass();
            if (value == null || value.isNull()) {
                values[i] = absent(wanted);
            } else if (wanted == String.class && value.isString()) {
                values[i] = value.stringValue();
            } else {
                values[i] = readers.get(i).readValue(value);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("cannot read a " + type.getSimpleName(), wrong);
        }
    }

    private static @Nullable Object absent(Class<?> type) {
        // A primitive has no null; its column is NOT NULL, so this is only met while a column is
        // new.
        return type.isPrimitive() && type != void.class
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                : null;
    }
}
