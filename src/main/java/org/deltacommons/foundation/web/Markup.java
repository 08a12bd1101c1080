package org.deltacommons.foundation.web;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The smallest pieces of a page as HTML. In Java and not in a template, because a list page has
/// hundreds of them, and a template fragment costs a hundred times as much.
record Markup(Words words) {

    /// A text of more characters is set over the whole width of its section.
    private static final int LONG = 80;

    /// A name of more characters than this is not squeezed into a column a few of them wide.
    private static final int LONG_IN_CELL = 20;

    String html(@Nullable Object value) {
        return switch (value) {
            case Money money -> money(money);
            case State state -> state(state);
            case Province province -> province(province);
            case Mark mark -> mark(mark);
            case Toggle toggle -> toggle(toggle);
            case TimeCell cell -> time(cell);
            case Instant instant ->
                    "<time datetime=\"" + instant + "\">" + escaped(instant) + "</time>";
            case Collection<?> many when many.stream().anyMatch(Markup::hasLook) ->
                    many.stream().map(this::html).collect(Collectors.joining(" "));
            case null, default -> escaped(value);
        };
    }

    private static boolean hasLook(Object value) {
        return value instanceof State
                || value instanceof Province
                || value instanceof Mark
                || value instanceof Money;
    }

    private String escaped(@Nullable Object value) {
        return escape(words.show(value));
    }

    private static String escape(String text) {
        return Html.escape(text);
    }

    private String money(Money money) {
        return "<span class=\"money\">¥ " + money + "</span>";
    }

    private String state(State state) {
        return "<span class=\"pill "
                + state.tone().style()
                + "\">"
                + icon(state.tone().icon())
                + escaped(state)
                + "</span>";
    }

    private String province(Province province) {
        return "<span class=\"province\"><span class=\"seal seal-"
                + province.name().toLowerCase(Locale.ROOT)
                + "\" aria-hidden=\"true\">"
                + province.mark()
                + "</span>"
                + escaped(province)
                + "</span>";
    }

    private String mark(Mark mark) {
        return "<span class=\"sign "
                + mark.style()
                + "\">"
                + icon(mark.icon())
                + escaped(mark)
                + "</span>";
    }

    private static String toggle(Toggle toggle) {
        String chosen = toggle.chosen() ? " is-chosen\" aria-current=\"true\"" : "\"";
        return "<a rel=\"nofollow\" id=\""
                + escape(toggle.id())
                + "\" href=\""
                + escape(safe(toggle.href()))
                + "\" class=\"facet-value"
                + chosen
                + ">"
                + icon(toggle.chosen() ? "square-check" : "square")
                + "<span>"
                + escape(toggle.label())
                + "</span><span class=\"num\">"
                + toggle.count()
                + "</span></a>";
    }

    private String time(TimeCell cell) {
        String start = "<td class=\"slot is-" + cell.kind() + "\">";
        if (cell.href() == null) {
            return start
                    + "<span class=\"visually-hidden\">"
                    + escape(cell.label())
                    + "</span></td>";
        }
        return start
                + "<a href=\""
                + escape(safe(cell.href()))
                + "\" aria-label=\""
                + escape(cell.label())
                + "\"><span aria-hidden=\"true\">"
                + escape(words.say("web.time.free"))
                + "</span></a></td>";
    }

    /// Values one after the other.
    String each(Collection<?> values) {
        StringBuilder html = new StringBuilder();
        values.forEach(value -> html.append(html(value)));
        return html.toString();
    }

    /// What an item of a list usually comes to, in characters.
    private static final int ITEM = 256;

    /// Values as the items of a list.
    String items(Collection<?> values) {
        StringBuilder html = new StringBuilder(values.size() * ITEM);
        values.forEach(value -> html.append("<li>").append(html(value)).append("</li>"));
        return html.toString();
    }

    /// The entries of the menu; those of one group fold under its word.
    String menu(List<Shell.Item> items) {
        StringBuilder html = new StringBuilder();
        for (Shell.Item item : items) {
            html.append("<li>");
            if (item.isGroup()) {
                html.append("<details class=\"fold\"><summary")
                        .append(item.current() ? " class=\"is-current\">" : ">")
                        .append(icon(item.icon()))
                        .append(word(item))
                        .append(icon("chevron-down fold-sign"))
                        .append("</summary><ul class=\"fold-body\">");
                item.entries()
                        .forEach(entry -> html.append("<li>").append(link(entry)).append("</li>"));
                html.append("</ul></details>");
            } else {
                html.append(link(item));
            }
            html.append("</li>");
        }
        return html.toString();
    }

    private String link(Shell.Item item) {
        return "<a href=\""
                + escape(safe(item.href()))
                + (item.current() ? "\" aria-current=\"page\">" : "\">")
                + icon(item.icon())
                + word(item)
                + (item.count().isEmpty()
                        ? ""
                        : "<span class=\"count\">" + escape(item.count()) + "</span>")
                + "</a>";
    }

    private String word(Shell.Item item) {
        return "<span>" + escape(words.say(item.key())) + "</span>";
    }

    static String icon(String name) {
        return "<i class=\"ti ti-" + name + "\" aria-hidden=\"true\"></i>";
    }

    /// The cells of a small table's row.
    String cells(List<Column> columns, List<Cell> row) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Column column = columns.get(i);
            cell(html, row.get(i), column.align(), column.label(), null);
        }
        return html.toString();
    }

    /// The cells of a list's row; the first one leads to the case and heads the card on a phone.
    String cells(List<ListColumn> columns, RowView row) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < row.cells().size(); i++) {
            ListColumn column = columns.get(i);
            if (!column.shown()) {
                continue;
            }
            Cell cell = row.cells().get(i);
            boolean lead = i == 0;
            String href = lead && row.href() != null ? row.href() : cell.href();
            cell(
                    html,
                    new Cell(cell.value(), href, cell.mark()),
                    column.align(),
                    column.label(),
                    lead
                            ? (cell.value() instanceof Id<?> ? "row-lead is-number" : "row-lead")
                            : null);
        }
        return html.toString();
    }

    private void cell(
            StringBuilder html, Cell cell, Align align, String label, @Nullable String style) {
        html.append("<td role=\"cell\" class=\"to-").append(align.name().toLowerCase(Locale.ROOT));
        if (style != null) {
            html.append(' ').append(style);
        }
        if (cell.value() instanceof String text && text.length() > LONG_IN_CELL) {
            html.append(" is-long");
        }
        if (cell.mark() != null) {
            html.append(' ').append(cell.mark().style());
        }
        html.append("\" data-label=\"").append(escape(words.say(label)));
        html.append("\"><span class=\"cell\">");
        if (cell.mark() != null) {
            html.append(icon(cell.mark().icon()))
                    .append("<span class=\"visually-hidden\">")
                    .append(escaped(cell.mark()))
                    .append("</span>");
        }
        link(html, cell.href(), html(cell.value()), null);
        html.append("</span></td>");
    }

    /// One line of a section.
    String entry(Entry entry) {
        StringBuilder html = new StringBuilder("<div class=\"entry");
        if (entry.value() instanceof String text && text.length() > LONG) {
            html.append(" is-long");
        }
        if (entry.mark() != null) {
            html.append(' ').append(entry.mark().style());
        }
        html.append("\"><dt>").append(escape(words.say(entry.label()))).append("</dt><dd>");
        link(html, entry.href(), html(entry.value()), "entry-value");
        if (entry.mark() != null) {
            html.append(mark(entry.mark()));
        }
        if (entry.note() != null) {
            html.append("<span class=\"entry-note\">")
                    .append(escape(entry.note()))
                    .append("</span>");
        }
        if (entry.source() != null) {
            html.append("<span class=\"entry-source\">")
                    .append(icon("file-text"))
                    .append("<span class=\"visually-hidden\">")
                    .append(escape(words.say("web.source")))
                    .append("</span> ")
                    .append(escape(entry.source()))
                    .append("</span>");
        }
        return html.append("</dd></div>").toString();
    }

    static void link(
            StringBuilder html, @Nullable String href, String inner, @Nullable String style) {
        String tag = href == null ? "span" : "a";
        html.append('<').append(tag);
        if (style != null) {
            html.append(" class=\"").append(style).append('"');
        }
        if (href != null) {
            html.append(" href=\"").append(escape(safe(href))).append('"');
        }
        html.append('>').append(inner).append("</").append(tag).append('>');
    }

    /// Only addresses of our own and of the web; never `javascript:`.
    private static String safe(String href) {
        return href.startsWith("/")
                        || href.startsWith("#")
                        || href.startsWith("?")
                        || href.startsWith("https://")
                        || href.startsWith("http://")
                        || href.startsWith("mailto:")
                        || href.startsWith("tel:")
                ? href
                : "#";
    }
}
