package org.deltacommons.foundation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a list; a card on a phone, headed by its first cell.
///
/// @param id what a bulk action is told
/// @param href where the first cell leads
/// @param selectable whether bulk actions may take it
public record RowView(String id, @Nullable String href, List<Cell> cells, boolean selectable) {

    public RowView {
        cells = List.copyOf(cells);
    }

    public static RowView of(String id, @Nullable String href, @Nullable Object... values) {
        List<Cell> cells =
                java.util.Arrays.stream(values)
                        .map(value -> value instanceof Cell cell ? cell : Cell.of(value))
                        .toList();
        return new RowView(id, href, cells, true);
    }

    public RowView fixed() {
        return new RowView(id, href, cells, false);
    }
}
