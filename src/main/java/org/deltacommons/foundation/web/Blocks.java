package org.deltacommons.foundation.web;

import java.util.List;
import java.util.Locale;

/// The larger pieces that pages of cases and things are made of, as HTML: sections, tables, the
/// line of steps, the history. In Java for the same reason as the smallest ones, see [Markup].
record Blocks(Words words, Markup markup) {

    /// A table with more columns may be wider than its place and scrolls.
    private static final int COLUMNS_NARROW = 6;

    private static String escape(String text) {
        return Html.escape(text);
    }

    private String say(String key) {
        return escape(words.say(key));
    }

    String sections(List<Section> sections) {
        StringBuilder html = new StringBuilder();
        sections.forEach(section -> section(html, section));
        return html.toString();
    }

    /// A titled part: lines, a table, or both.
    private void section(StringBuilder html, Section section) {
        html.append("<section class=\"card section\"><h2>")
                .append(say(section.title()))
                .append("</h2>");
        body(html, section);
        html.append("</section>");
    }

    /// The same behind its title and the number of its lines.
    String folded(Section section, boolean open) {
        StringBuilder html = new StringBuilder("<details class=\"card section section-fold\"");
        html.append(open ? " open=\"open\">" : ">")
                .append("<summary><h2>")
                .append(say(section.title()))
                .append("</h2> <span class=\"section-lines\">")
                .append(escape(words.say("web.section.lines", "count", section.lines())))
                .append("</span>")
                .append(Markup.icon("chevron-down fold-sign"))
                .append("</summary>");
        body(html, section);
        return html.append("</details>").toString();
    }

    private void body(StringBuilder html, Section section) {
        if (section.intro() != null) {
            html.append("<p class=\"intro\">").append(escape(section.intro())).append("</p>");
        }
        if (!section.entries().isEmpty()) {
            html.append("<dl class=\"entries\">");
            section.entries().forEach(entry -> html.append(markup.entry(entry)));
            html.append("</dl>");
        }
        if (section.table() != null) {
            table(html, section.table());
        }
    }

    String table(Table table) {
        StringBuilder html = new StringBuilder();
        table(html, table);
        return html.toString();
    }

    /// One that may be wider than its place can be scrolled by keyboard.
    private void table(StringBuilder html, Table table) {
        html.append("<div class=\"table-wrap\"");
        if (table.columns().size() > COLUMNS_NARROW) {
            html.append(" tabindex=\"0\" role=\"region\" aria-label=\"")
                    .append(say("web.table.wide"))
                    .append('"');
        }
        html.append('>');
        if (table.rows().isEmpty()) {
            html.append("<p class=\"empty-line\">").append(say(table.emptyKey())).append("</p>");
        } else {
            html.append("<table class=\"data-table\" role=\"table\"><thead role=\"rowgroup\">")
                    .append("<tr role=\"row\">");
            table.columns().forEach(column -> heading(html, column));
            html.append("</tr></thead><tbody role=\"rowgroup\">");
            for (List<Cell> row : table.rows()) {
                html.append("<tr role=\"row\">")
                        .append(markup.cells(table.columns(), row))
                        .append("</tr>");
            }
            html.append("</tbody></table>");
        }
        html.append("</div>");
    }

    private void heading(StringBuilder html, Column column) {
        html.append("<th scope=\"col\" role=\"columnheader\" class=\"to-")
                .append(column.align().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(say(column.label()))
                .append("</th>");
    }

    /// One step after the other: what is done, whose turn it is, what is ahead.
    String steps(List<Step> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ol class=\"way\">");
        steps.forEach(step -> step(html, step));
        return html.append("</ol>").toString();
    }

    private void step(StringBuilder html, Step step) {
        String icon =
                switch (step.state()) {
                    case DONE -> "check";
                    case STOPPED -> "x";
                    case CURRENT, AHEAD -> "point-filled";
                };
        html.append("<li class=\"step step-")
                .append(step.state().name().toLowerCase(Locale.ROOT))
                .append(step.state() == StepState.CURRENT ? "\" aria-current=\"step\">" : "\">")
                .append("<span class=\"step-dot\" aria-hidden=\"true\"><i class=\"ti ti-")
                .append(icon)
                .append("\"></i></span><span class=\"step-text\"><span class=\"step-label\">")
                .append(say(step.label()))
                .append("</span> <span class=\"visually-hidden\">")
                .append(escape(words.show(step.state())))
                .append("</span>");
        if (step.at() != null) {
            line(html, markup.html(step.at()));
        }
        if (step.due() != null) {
            line(html, escape(words.deadline(null, step.due())));
        }
        if (step.who() != null) {
            line(html, escape(step.who()));
        }
        html.append("</span></li>");
    }

    private static void line(StringBuilder html, String inner) {
        html.append(" <span class=\"step-line\">").append(inner).append("</span>");
    }

    /// What happened, the newest first, as the items of a list.
    String history(List<HistoryEntry> entries) {
        StringBuilder html = new StringBuilder();
        for (HistoryEntry entry : entries) {
            html.append("<li><span class=\"history-at\">")
                    .append(markup.html(entry.at()))
                    .append("</span><div><p><b>")
                    .append(say(entry.label()))
                    .append("</b> <span class=\"history-who\">")
                    .append(escape(entry.who()))
                    .append("</span></p>");
            if (entry.note() != null) {
                html.append("<p class=\"history-note\">")
                        .append(escape(entry.note()))
                        .append("</p>");
            }
            html.append("</div>");
            if (entry.reference() != null) {
                html.append("<span class=\"hash\">");
                Markup.link(html, entry.href(), escape(entry.reference()), null);
                html.append("</span>");
            }
            html.append("</li>");
        }
        return html.toString();
    }
}
