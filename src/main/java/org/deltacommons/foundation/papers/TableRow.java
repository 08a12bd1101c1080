package org.deltacommons.foundation.papers;

import java.util.List;

/// One row of a table as it stands in the file.
///
/// @param number counted from 1 as the office program shows it, the header included
/// @param cells texts without white space around them; numbers plain, dates as `2026-03-05`
public record TableRow(int number, List<String> cells) {

    public TableRow {
        cells = List.copyOf(cells);
    }

    /// The cell of a column, empty beyond the row's end.
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    public boolean isBlank() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
