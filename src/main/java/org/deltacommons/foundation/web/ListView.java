package org.deltacommons.foundation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list page: filters, a dense table, what can be done to a selection, exports. Rendered by
/// `list.html`; its rows alone by `list :: rows`.
///
/// @param title a message key
/// @param intro a sentence in the reader's language
/// @param address with the filters in force
/// @param total how many there are in all
/// @param nextHref the next page, `null` on the last
/// @param bulk what can be done to selected rows
/// @param exports the same list as a file, filters and order included
/// @param links what else can be done here, such as beginning a new case
/// @param emptyKey the message shown instead of rows: says what to do
/// @param key the Idempotency-Key of the bulk form
public record ListView(
        String title,
        @Nullable String intro,
        Address address,
        List<Filter> filters,
        List<Chip> chips,
        List<ListColumn> columns,
        List<RowView> rows,
        long total,
        @Nullable String nextHref,
        List<BulkAction> bulk,
        List<LinkView> exports,
        List<LinkView> links,
        String emptyKey,
        String key) {

    private static final int COLUMNS_NARROW = 10;

    public ListView {
        filters = List.copyOf(filters);
        chips = List.copyOf(chips);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        bulk = List.copyOf(bulk);
        exports = List.copyOf(exports);
        links = List.copyOf(links);
    }

    /// Begins a list at its address; the rest is told to the builder.
    public static Builder at(Address address, String title) {
        return new Builder(address, title);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public boolean isFiltered() {
        return !chips.isEmpty();
    }

    /// The list without any filter.
    public String plainHref() {
        return address.path();
    }

    /// The columns on the screen.
    public List<ListColumn> shown() {
        return columns.stream().filter(ListColumn::shown).toList();
    }

    /// Whether there are so many columns that the rows may be wider than the page.
    public boolean wide() {
        return shown().size() > COLUMNS_NARROW;
    }

    /// How many rows a file may have.
    public int exportedMax() {
        return Address.EXPORTED_MAX;
    }

    /// The order in force for a column: `ascending`, `descending` or `none`.
    public String order(ListColumn column) {
        String sort = address.first(Address.SORT).orElse("");
        return column.sort() == null || !sort.endsWith(column.sort())
                ? "none"
                : sort.equals(column.sort())
                        ? "ascending"
                        : sort.equals("-" + column.sort()) ? "descending" : "none";
    }

    /// The list in the column's order, or in the reverse if it already is.
    public String orderHref(ListColumn column) {
        String sort = order(column).equals("ascending") ? "-" + column.sort() : "" + column.sort();
        return address.without(Address.AFTER).with(Address.SORT, sort).toString();
    }

    /// Whether some row can be selected for something.
    public boolean isSelectable() {
        return !bulk.isEmpty() && rows.stream().anyMatch(RowView::selectable);
    }

    /// Parameters that a filter form must carry along because no control shows them.
    public List<Option> carried() {
        List<Option> hidden = new ArrayList<>();
        address.values()
                .forEach((name, all) -> {
                    if (!name.equals(Address.AFTER)
                            && filters.stream().noneMatch(f -> f.name().equals(name))) {
                        all.forEach(value -> hidden.add(new Option(name, value)));
                    }
                });
        return hidden;
    }

    /// Collects the parts of a list.
    public static final class Builder {

        private final Address address;
        private final String title;
        private @Nullable String intro;
        private List<Filter> filters = List.of();
        private List<ListColumn> columns = List.of();
        private @Nullable Paged<RowView> page;
        private List<BulkAction> bulk = List.of();
        private String key = "";
        private final List<LinkView> links = new ArrayList<>();
        private String emptyKey = "web.list.empty";

        private Builder(Address address, String title) {
            this.address = address;
            this.title = title;
        }

        public Builder intro(@Nullable String sentence) {
            intro = sentence;
            return this;
        }

        public Builder filters(Filter... some) {
            filters = List.of(some);
            return this;
        }

        public Builder columns(ListColumn... some) {
            columns = List.of(some);
            return this;
        }

        public Builder page(Paged<RowView> some) {
            page = some;
            return this;
        }

        /// @param idempotencyKey new with every rendering
        public Builder bulk(String idempotencyKey, List<BulkAction> some) {
            key = idempotencyKey;
            bulk = some;
            return this;
        }

        public Builder link(String label, String href, @Nullable String icon) {
            links.add(new LinkView(label, href, icon));
            return this;
        }

        public Builder empty(String messageKey) {
            emptyKey = messageKey;
            return this;
        }

        public ListView build() {
            Paged<RowView> shown = page == null ? new Paged<>(List.of(), null, 0) : page;
            return new ListView(
                    title,
                    intro,
                    address,
                    filters,
                    chips(),
                    columns,
                    shown.items(),
                    shown.total(),
                    Optional.ofNullable(shown.next())
                            .map(next -> address.with(Address.AFTER, next).toString())
                            .orElse(null),
                    bulk,
                    exports(),
                    links,
                    emptyKey,
                    key);
        }

        private List<LinkView> exports() {
            Address all = address.without(Address.AFTER);
            return List.of(
                    new LinkView(
                            "web.list.xlsx", all.with(Address.FORMAT, "xlsx").toString(), null),
                    new LinkView("web.list.csv", all.with(Address.FORMAT, "csv").toString(), null));
        }

        private List<Chip> chips() {
            Address first = address.without(Address.AFTER);
            List<Chip> chips = new ArrayList<>();
            for (Filter filter : filters) {
                for (String value : address.all(filter.name())) {
                    chips.add(
                            new Chip(
                                    filter.label(),
                                    filter.kind() == Filter.Kind.TOGGLE
                                            ? null
                                            : filter.labelOf(value),
                                    first.minus(filter.name(), value).toString()));
                }
            }
            return chips;
        }
    }
}
