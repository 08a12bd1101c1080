package org.deltacommons.foundation.web;

import java.util.List;

/// A small table inside a page; whole list pages are a [ListView].
///
/// @param rows each with as many cells as there are columns
/// @param emptyKey the message shown instead of rows
public record Table(List<Column> columns, List<List<Cell>> rows, String emptyKey) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %d cells under %d columns".formatted(row.size(), columns.size()));
            }
        }
    }
}
