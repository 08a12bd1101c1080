package org.deltacommons.foundation.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Rules side by side: one column a rule, one line a value; what differs stands out.
///
/// @param heads in the order of the columns
/// @param lines each with as many cells as there are heads
public record Comparison(List<Head> heads, List<Line> lines) {

    /// @param title whose rule, or which version, in the reader's language
    /// @param note below it, such as since when
    /// @param home the province's mark, if the column is one
    /// @param href its history
    /// @param example whether it is no official value
    public record Head(
            String title,
            @Nullable String note,
            @Nullable Province home,
            @Nullable String href,
            boolean example) {}

    /// @param label in the reader's language
    public record Line(String label, List<Cell> cells) {

        public Line {
            cells = List.copyOf(cells);
        }
    }

    public Comparison {
        heads = List.copyOf(heads);
        lines = List.copyOf(lines);
        for (Line line : lines) {
            if (line.cells().size() != heads.size()) {
                throw new IllegalArgumentException("a line needs a cell a column");
            }
        }
    }

    public boolean isEmpty() {
        return heads.isEmpty();
    }

    /// The same as a list, for a file: a column a rule, with its note in the heading.
    ///
    /// @param item the message key of the first column
    ListView list(Address address, String title, String item) {
        List<ListColumn> columns = new ArrayList<>();
        columns.add(ListColumn.of(item));
        for (Head head : heads) {
            columns.add(
                    ListColumn.of(
                            head.note() == null ? head.title() : head.title() + " " + head.note()));
        }
        List<RowView> rows =
                lines.stream()
                        .map(line -> {
                            List<Cell> cells = new ArrayList<>();
                            cells.add(Cell.of(line.label()));
                            cells.addAll(line.cells());
                            return new RowView(line.label(), null, cells, false);
                        })
                        .toList();
        return ListView.at(address, title)
                .columns(columns.toArray(ListColumn[]::new))
                .page(new Paged<>(rows, null, rows.size()))
                .build();
    }

    /// Marks the cells of a line that are not as most of them are. Where no value is the most
    /// frequent one, all differ.
    ///
    /// @param values by column; null where a column has none
    /// @param shown how a value reads; what reads the same is the same
    static Line line(
            String label,
            List<? extends @Nullable Object> values,
            List<? extends @Nullable String> hrefs,
            Function<@Nullable Object, String> shown) {
        List<String> read = values.stream().map(shown).toList();
        Map<String, Integer> counts = new HashMap<>();
        read.forEach(text -> counts.merge(text, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean onlyOne = counts.values().stream().filter(n -> n == most).count() == 1;
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean usual = onlyOne && Objects.equals(counts.get(read.get(i)), most);
            boolean differs = counts.size() > 1 && !usual;
            cells.add(new Cell(values.get(i), hrefs.get(i), differs ? Mark.WARN : null));
        }
        return new Line(label, cells);
    }
}
