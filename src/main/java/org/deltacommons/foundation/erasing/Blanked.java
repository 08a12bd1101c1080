package org.deltacommons.foundation.erasing;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Salted;
import org.jspecify.annotations.Nullable;

/// A record without some words, wherever a component of it, or of a record inside it, is marked
/// [org.deltacommons.foundation.lane.Personal] and holds them: what the row of a case has of the
/// texts beside its facts.
final class Blanked {

    private Blanked() {}

    /// @param words without blanks around them
    /// @return empty if it holds none of them
    static <R extends Record> Optional<R> of(R record, Set<String> words) {
        @SuppressWarnings("unchecked")
        R blank = (R) blank(record, words);
        return blank.equals(record) ? Optional.empty() : Optional.of(blank);
    }

    private static Record blank(Record record, Set<String> words) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        try {
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                Object value = components[i].getAccessor().invoke(record);
                values[i] =
                        Salted.isPersonal(components[i])
                                ? word((String) value, words)
                                : inside(value, words);
            }
            Constructor<? extends Record> constructor =
                    record.getClass()
                            .getDeclaredConstructor(
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable String word(@Nullable String value, Set<String> words) {
        return value != null && words.contains(value.strip()) ? "" : value;
    }

    private static @Nullable Object inside(@Nullable Object value, Set<String> words) {
        if (value instanceof Record record && Salted.isIn(record.getClass())) {
            return blank(record, words);
        }
        return value instanceof List<?> list
                ? list.stream().map(one -> Objects.requireNonNull(inside(one, words))).toList()
                : value;
    }
}
