package org.deltacommons.commons.vouchers.trail;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// All that is known of one order, as far as the sides of its reader go.
///
/// @param sides the provinces for which the reader audits
/// @param parts the same ones in the same order for every trail, so that many make one workbook
record Trail(Order order, Set<Province> sides, List<Part> parts) {

    /// One table of the trail: steps, ledger, facts, documents, papers, audit log.
    ///
    /// @param title a message key; also the name of its sheet
    /// @param rows raw values, one a column
    /// @param receipts where the receipt of a fact is, by the fact's reference as it stands in a
    ///   row; only on the screen
    record Part(
            String title,
            List<Column> columns,
            List<List<@Nullable Object>> rows,
            Map<String, String> receipts) {

        Part {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            receipts = Map.copyOf(receipts);
        }

        Part(String title, List<Column> columns, List<List<@Nullable Object>> rows) {
            this(title, columns, rows, Map.of());
        }

        Section section() {
            return Section.of(
                    title,
                    new Table(
                            columns,
                            rows.stream()
                                    .map(row -> row.stream().map(this::cell).toList())
                                    .toList(),
                            "trail.nothing"));
        }

        private Cell cell(@Nullable Object value) {
            return value instanceof String text && receipts.containsKey(text)
                    ? Cell.link(text, receipts.get(text))
                    : Cell.of(value);
        }
    }

    Trail {
        sides = Set.copyOf(sides);
        parts = List.copyOf(parts);
    }
}
