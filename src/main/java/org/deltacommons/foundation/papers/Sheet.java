package org.deltacommons.foundation.papers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A headed table to be written.
///
/// @param name of the sheet, at most 31 characters, without `[]:*?/\`
/// @param columns as they stand from left to right
/// @param rows each with as many values as there are columns: texts, numbers, truths,
///   [org.deltacommons.kernel.Money], [java.time.LocalDate], [java.time.Instant], or null for an
///   empty cell. Read once, so it may come from a cursor.
public record Sheet(
        String name,
        List<Column> columns,
        Iterable<? extends List<? extends @Nullable Object>> rows) {

    /// @param header what stands above it
    /// @param width in characters
    /// @param choices what may be chosen below, empty for anything; kept on a sheet of its own
    /// @param note shown when the header is pointed at, empty for none
    public record Column(String header, int width, List<String> choices, String note) {

        public Column {
            choices = List.copyOf(choices);
        }

        public static Column of(String header, int width) {
            return new Column(header, width, List.of(), "");
        }
    }

    public Sheet {
        columns = List.copyOf(columns);
        if (!name.matches("[^\\[\\]:*?/\\\\]{1,31}")) {
            throw new IllegalArgumentException("not a sheet's name: " + name);
        }
    }

    public static Sheet of(
            String name,
            List<String> headers,
            Iterable<? extends List<? extends @Nullable Object>> rows) {
        return new Sheet(
                name, headers.stream().map(header -> Column.of(header, 16)).toList(), rows);
    }

    /// Whether a spreadsheet might take the text for a formula or a command. Full-width signs
    /// count: some programs fold them.
    static boolean isFormula(String text) {
        return !text.isEmpty()
                && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|%".indexOf(text.charAt(0)) >= 0;
    }
}
