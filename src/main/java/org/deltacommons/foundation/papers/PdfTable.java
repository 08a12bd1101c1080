package org.deltacommons.foundation.papers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// A table on a paper: headed, ruled, amounts right-aligned. Its heading is repeated on every page.
///
/// @param columns from the left
/// @param rows raw values, one a column
/// @param total the last row in bold, if there is one
public record PdfTable(
        List<Column> columns, List<List<@Nullable Object>> rows, @Nullable List<Object> total) {

    /// @param label a message key
    /// @param width relative to the other columns
    /// @param amount whether it holds figures: these stand to the right
    public record Column(String label, int width, boolean amount) {}

    public PdfTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table without columns");
        }
    }

    public static Column text(String label, int width) {
        return new Column(label, width, false);
    }

    public static Column amount(String label, int width) {
        return new Column(label, width, true);
    }

    public static PdfTable of(Column... columns) {
        return new PdfTable(List.of(columns), List.of(), null);
    }

    /// With one more row; [Money], numbers, times and texts are shown as on every page.
    public PdfTable row(@Nullable Object... values) {
        checked(values.length);
        List<List<@Nullable Object>> more = new ArrayList<>(rows);
        more.add(java.util.Collections.unmodifiableList(Arrays.asList(values)));
        return new PdfTable(columns, more, total);
    }

    /// With these rows, each one value a column.
    public PdfTable rows(List<? extends List<? extends @Nullable Object>> many) {
        List<List<@Nullable Object>> more = new ArrayList<>(rows);
        for (List<? extends @Nullable Object> one : many) {
            checked(one.size());
            more.add(java.util.Collections.unmodifiableList(new ArrayList<>(one)));
        }
        return new PdfTable(columns, more, total);
    }

    /// With a last row in bold; empty texts where nothing is summed.
    public PdfTable total(Object... values) {
        checked(values.length);
        return new PdfTable(columns, rows, List.of(values));
    }

    private void checked(int values) {
        if (values != columns.size()) {
            throw new IllegalArgumentException(values + " values for " + columns.size());
        }
    }

    static boolean isFigure(@Nullable Object value) {
        return value instanceof Money
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal;
    }
}
