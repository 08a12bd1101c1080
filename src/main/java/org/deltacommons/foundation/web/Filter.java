package org.deltacommons.foundation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to narrow a list.
///
/// @param name the parameter in the address
/// @param label a message key
/// @param options of `SELECT` and `CHOICES`
/// @param unit a message key
public record Filter(
        String name, String label, Kind kind, List<Option> options, @Nullable String unit) {

    public enum Kind {
        TEXT,
        /// One of the options.
        SELECT,
        /// Any of the options.
        CHOICES,
        DATE,
        NUMBER,
        /// Yes, or not asked; its value is `true`.
        TOGGLE
    }

    public Filter {
        options = List.copyOf(options);
    }

    public static Filter text(String name, String label) {
        return new Filter(name, label, Kind.TEXT, List.of(), null);
    }

    public static Filter select(String name, String label, List<Option> options) {
        return new Filter(name, label, Kind.SELECT, options, null);
    }

    public static Filter choices(String name, String label, List<Option> options) {
        return new Filter(name, label, Kind.CHOICES, options, null);
    }

    public static Filter date(String name, String label) {
        return new Filter(name, label, Kind.DATE, List.of(), null);
    }

    public static Filter number(String name, String label, @Nullable String unit) {
        return new Filter(name, label, Kind.NUMBER, List.of(), unit);
    }

    public static Filter toggle(String name, String label) {
        return new Filter(name, label, Kind.TOGGLE, List.of(), null);
    }

    /// The label of an option; a value that is none is shown as typed.
    public String labelOf(String value) {
        return options.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .findFirst()
                .orElse(value);
    }
}
